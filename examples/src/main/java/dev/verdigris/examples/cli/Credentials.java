package dev.verdigris.examples.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;

/**
 * The credentials of the SDK's usual chain. Where it finds none, the places that are configured are asked once more,
 * one by one, since the chain says the same of a place that was never configured as of one that has failed.
 */
final class Credentials {

    /** The words that precede a list of all profiles in the SDK's words. */
    private static final String PROFILES = ": ProfileFile(";

    private Credentials() {}

    /**
     * Looks once whether there are any; a deployment may outlive them, so they go on being looked up.
     *
     * @throws UsageException if there are none
     */
    static AwsCredentialsProvider find() {
        AwsCredentialsProvider chain = DefaultCredentialsProvider.builder().build();
        try {
            chain.resolveCredentials();
            return chain;
        } catch (SdkException e) {
            throw new UsageException(none());
        }
    }

    private static String none() {
        List<String> failures =
                places().map(Place::failure).filter(Objects::nonNull).toList();
        return failures.isEmpty()
                ? "expected AWS credentials, found none that can be used; set AWS_ACCESS_KEY_ID and "
                        + "AWS_SECRET_ACCESS_KEY, set AWS_PROFILE, or configure them with 'aws configure' (a Moto server "
                        + "takes any)"
                : "expected AWS credentials, found none: " + String.join("; and ", failures);
    }

    /** In the order of the chain, as far as they are configured. */
    private static Stream<Place> places() {
        List<Place> places = new ArrayList<>();
        if (set(SdkSystemSetting.AWS_ACCESS_KEY_ID)) {
            places.add(new Place("AWS_ACCESS_KEY_ID", EnvironmentVariableCredentialsProvider::create));
        }
        if (set(SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE)) {
            places.add(new Place("AWS_WEB_IDENTITY_TOKEN_FILE", WebIdentityTokenFileCredentialsProvider::create));
        }
        profile()
                .ifPresent(name -> places.add(
                        new Place("the profile '" + name + "'", () -> ProfileCredentialsProvider.create(name))));
        if (set(SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI)
                || set(SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI)) {
            places.add(new Place("the container's credentials", ContainerCredentialsProvider::create));
        }
        return places.stream();
    }

    private static boolean set(SdkSystemSetting setting) {
        return setting.getStringValue().isPresent();
    }

    /** The profile that was named, or else the default one if there is one. */
    private static Optional<String> profile() {
        String name = ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow();
        return System.getenv(ProfileFileSystemSetting.AWS_PROFILE.environmentVariable()) != null
                        || ProfileFile.defaultProfileFile().profile(name).isPresent()
                ? Optional.of(name)
                : Optional.empty();
    }

    /**
     * Where credentials are configured to come from.
     *
     * @param name what it is called
     * @param provider what gets them there
     */
    private record Place(String name, Supplier<AwsCredentialsProvider> provider) {

        /** Why there are none; null if there are. */
        @Nullable
        String failure() {
            try {
                provider.get().resolveCredentials();
                return null;
            } catch (RuntimeException e) {
                return name + " says: " + words(e);
            }
        }
    }

    private static String words(RuntimeException e) {
        String words = String.valueOf(e.getMessage());
        int profiles = words.indexOf(PROFILES);
        String said = profiles < 0 ? words : words.substring(0, profiles);
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return e.getCause() == null ? said : said + " (" + deepest + ")";
    }
}
