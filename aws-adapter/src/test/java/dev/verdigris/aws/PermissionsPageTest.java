package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.aws.moto.MotoEnvironment;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import dev.verdigris.port.DeploymentStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The page about permissions says what the code says. */
class PermissionsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "permissions.md");

    /** An environment of each strategy, by the heading of its table. */
    private static final Map<String, Environment> ENVIRONMENTS = Map.of(
            "## By registration",
            Environment.of("prod"),
            "## By attachment",
            Environment.named("prod").traffic(Traffic.attachment("Prod")).build(),
            "## By forwarding",
            Environment.named("prod")
                    .traffic(Traffic.forwarding("Prod-Blue", "Prod-Green", "web:443/prod/*", "web:80"))
                    .build());

    @ParameterizedTest
    @ValueSource(strings = {"## By registration", "## By attachment", "## By forwarding"})
    void the_table_has_each_action_and_who_needs_it(String heading) throws IOException {
        Environment environment = ENVIRONMENTS.get(heading);
        TreeSet<String> actions = new TreeSet<>();
        for (RequiredPermissions verb : RequiredPermissions.values()) {
            actions.addAll(verb.actions(environment));
        }
        List<String> expected = actions.stream()
                .map(action -> "| `" + action + "` | "
                        + Arrays.stream(RequiredPermissions.values())
                                .map(verb -> verb.actions(environment).contains(action) ? "yes" : "")
                                .collect(Collectors.joining(" | "))
                        + " |")
                .toList();

        assertThat(section(heading).lines().filter(line -> line.startsWith("| `")))
                .containsExactlyElementsOf(expected);
    }

    /** The page from a heading to the next one. */
    private static String section(String heading) throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf("\n" + heading + "\n");
        assertThat(begin).as(heading).isNotNegative();
        int end = page.indexOf("\n## ", begin + heading.length());
        return page.substring(begin, end < 0 ? page.length() : end);
    }

    @ParameterizedTest
    @EnumSource(names = {"DEPLOY", "STATUS"})
    void the_policies_are_those_of_prod(RequiredPermissions verb) throws IOException {
        for (Environment environment : ENVIRONMENTS.values()) {
            assertThat(Files.readString(PAGE)).contains("```json\n" + verb.policy(environment) + "```\n");
        }
    }

    @Test
    void what_stands_around_the_switch_needs_what_the_page_says() throws IOException {
        List<String> expected = new ArrayList<>(AwsAlarms.actions());
        expected.add(AwsInstanceAddresses.ACTION);
        expected.addAll(FeaturePermissions.loadBalancerProbes().actions(RequiredPermissions.DEPLOY));
        expected.add(AwsQueueFollower.ACTION);
        expected.add(TargetGroupMetrics.READ);
        expected.add(CloudWatchPublisher.PUT);
        expected.add(AutoScalingFleets.TERMINATE);

        assertThat(section("## What stands around the switch").lines().filter(line -> line.startsWith("| `")))
                .extracting(line -> line.substring(3, line.indexOf('`', 3)))
                .containsExactlyElementsOf(expected);
        assertThat(RequiredPermissions.DEPLOY.actions(Environment.of("prod")))
                .contains(AutoScalingFleets.TERMINATE)
                .containsAll(AwsRequestFollower.actions().stream()
                        .filter(action -> !action.equals(TargetGroupMetrics.READ))
                        .toList())
                .doesNotContain(AwsInstanceAddresses.ACTION, AwsQueueFollower.ACTION, TargetGroupMetrics.READ)
                .doesNotContainAnyElementsOf(AwsAlarms.actions());
    }

    @Test
    void a_deployment_state_in_DynamoDB_needs_what_the_page_says() throws IOException {
        assertThat(Files.readString(PAGE)).contains("\"Action\": " + quoted(usedWith(this::dynamoDb)));
    }

    @Test
    void a_deployment_state_in_S3_needs_what_the_page_says() throws IOException {
        assertThat(Files.readString(PAGE))
                .contains("\"Action\": " + quoted(usedWith(this::s3)))
                .contains("\"Action\": [\"" + S3DeploymentStore.MISS + "\"]");
    }

    private DeploymentStore dynamoDb(MotoWorld world, Operations used) {
        world.createDeploymentsTable("deployments");
        return AwsStores.dynamoDb(
                world.connected(DynamoDbClient.builder(), used).build(), "deployments");
    }

    private DeploymentStore s3(MotoWorld world, Operations used) {
        String bucket = "page-" + world.account();
        world.createBucket(bucket);
        return AwsStores.s3(
                world.connected(S3Client.builder().forcePathStyle(true), used).build(), bucket, "my-prefix");
    }

    /** The operations on the store that deployments, a cleanup and a reconciliation use. */
    private static Set<String> usedWith(BiFunction<MotoWorld, Operations, DeploymentStore> place) {
        MotoEnvironment prod = MotoWorld.fresh().environment("prod").create();
        Operations used = new Operations();
        BlueGreen blueGreen = BlueGreen.builder(Clouds.on(prod.world()))
                .store(place.apply(prod.world(), used))
                .build();
        blueGreen.deploy(prod.environment()).orThrow();
        blueGreen.deploy(prod.environment()).orThrow();
        blueGreen.cleanup(prod.environment()).orThrow();
        blueGreen.reconcile(prod.environment());
        blueGreen.history(prod.environment());
        return used.seen().stream().map(Operations.Used::action).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String quoted(Set<String> actions) {
        return actions.stream().collect(Collectors.joining("\", \"", "[\"", "\"]"));
    }
}
