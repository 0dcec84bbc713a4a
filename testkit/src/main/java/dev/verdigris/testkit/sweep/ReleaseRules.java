package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.testkit.SimulatedCloud;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold of the release pointer: what somebody else selects meanwhile is not overwritten. */
final class ReleaseRules {
    private final SimulatedCloud cloud;
    private final Environment environment;
    private final Violations violations;
    /** What the verb in progress has found selected, or has selected: all that it may replace. */
    private final Set<@Nullable String> known = new HashSet<>();

    private @Nullable String before;

    ReleaseRules(SimulatedCloud cloud, Environment environment, Violations violations) {
        this.cloud = cloud;
        this.environment = environment;
        this.violations = violations;
    }

    /** A verb begins. */
    void begins() {
        known.clear();
        known.add(cloud.release(environment));
    }

    /** A verb that has changed nothing yet has read what is selected. */
    void found(@Nullable Object version) {
        known.add(version == null ? null : version.toString());
    }

    /** A selection is about to take effect. */
    void before() {
        before = cloud.release(environment);
    }

    /** A selection has taken effect. */
    void effect(Sent sent) {
        String now = cloud.release(environment);
        if (now == null ? before != null : !now.equals(before)) {
            if (!known.contains(before)) {
                violations.add(
                        Invariant.RELEASE, sent.call(), "it overwrites " + before + ", which somebody else selected");
            }
            known.add(now);
        }
    }

    /** Whether later launches boot what the fleet that serves runs. */
    static boolean boots(SimulatedCloud cloud, Environment environment) {
        Color serving = Invariants.serving(cloud, environment);
        return serving == null
                || cloud.group(environment, serving).instances().stream()
                        .anyMatch(instance -> instance.version().equals(cloud.release(environment)));
    }

    /** Whether instances boot with what is selected in the world that is explored by a seed. */
    static boolean followed(long seed) {
        return seed % 4 == 1;
    }

    /**
     * What is selected is what serves, where no instance was replaced meanwhile, which would
     * boot what was selected then, and unless somebody else has selected it.
     *
     * @return what does not hold, in words; empty if it does
     */
    static List<String> ahead(SimulatedCloud cloud, Environment environment, List<ColorMove> moves) {
        boolean byOthers = moves.stream().anyMatch(move -> move.move().selects() != null);
        return byOthers || boots(cloud, environment)
                ? List.of()
                : List.of(Invariant.RELEASE.broken(
                        cloud.release(environment) + " is selected, and nothing that serves runs it"));
    }

    /**
     * No fleet that traffic was moved to runs what somebody else has selected, unless that was before a deployment of what is
     * selected had read it, which then says so. An instance that a warm fleet replaces boots what is selected then, which may
     * be the release that it is kept warm against.
     *
     * @param earlier the color that served before; null if it was not just one
     * @return what does not hold, in words; empty if it does
     */
    static List<String> strange(ProcessRunner runner, @Nullable Color earlier) {
        SimulatedCloud cloud = runner.cloud();
        Environment environment = runner.environment();
        Color serving = Invariants.serving(cloud, environment);
        String byOthers = ReleaseMove.SELECTED.selects();
        return serving != null
                        && serving != earlier
                        && !Objects.equals(
                                byOthers,
                                runner.facade("releases").status(environment).release())
                        && cloud.group(environment, serving).instances().stream()
                                .anyMatch(instance -> instance.version().equals(byOthers))
                ? List.of(Invariant.RELEASE.broken("the fleet that serves runs " + byOthers))
                : List.of();
    }
}
