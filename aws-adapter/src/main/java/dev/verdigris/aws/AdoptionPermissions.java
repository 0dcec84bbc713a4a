package dev.verdigris.aws;

import dev.verdigris.model.Environment;
import dev.verdigris.request.Adoption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What IAM must allow besides {@link RequiredPermissions} to adopt an environment: the group that serves today is held at its
 * size and made empty, and leaves its target group by whichever way it is in there.
 *
 * @param adoption what is adopted
 * @param byHand whether members are registered one by one although traffic is forwarded
 */
record AdoptionPermissions(Adoption adoption, boolean byHand) {

    /** The statements for whoever may do any of these. */
    List<Statement> statements(EnvironmentPolicy.Place place, RequiredPermissions... verbs) {
        Set<RequiredPermissions> allowed = Set.copyOf(Arrays.asList(verbs));
        boolean performs =
                allowed.contains(RequiredPermissions.DEPLOY) || allowed.contains(RequiredPermissions.RECOVER);
        List<Statement> statements = new ArrayList<>();
        if (performs) {
            statements.add(new Statement(
                    "ResizeAdopted",
                    new TreeSet<>(Set.of(AutoScalingFleets.UPDATE)),
                    groups(place, adoption.fromGroup().value())));
            statements.addAll(leaving(place));
        }
        return statements;
    }

    private List<Statement> leaving(EnvironmentPolicy.Place place) {
        TrafficPermissions traffic = byHand
                ? TrafficPermissions.byHand(environment().traffic())
                : TrafficPermissions.of(environment().traffic());
        List<Statement> statements = new ArrayList<>();
        if (!traffic.adopt().isEmpty()) {
            statements.add(Statement.everywhere(
                    Set.of(AutoScalingAttachments.DESCRIBE, AutoScalingAttachments.DESCRIBE_OLDER)));
            statements.add(new Statement(
                    "DetachAdopted",
                    new TreeSet<>(traffic.adopt()),
                    groups(
                            place,
                            adoption.fromGroup().value(),
                            environment().group(adoption.to()).value())));
        }
        if (!traffic.adoptMembers().isEmpty()) {
            statements.add(new Statement(
                    "DeregisterAdopted",
                    new TreeSet<>(traffic.adoptMembers()),
                    new TrafficPermissions.Registration(List.of(adoption.targetGroup()))
                            .resources(place.partition(), place.within())));
        }
        return statements;
    }

    private Environment environment() {
        return adoption.environment();
    }

    private static List<String> groups(EnvironmentPolicy.Place place, String... names) {
        return Arrays.stream(names)
                .map(name -> RequiredPermissions.group(place, name))
                .toList();
    }
}
