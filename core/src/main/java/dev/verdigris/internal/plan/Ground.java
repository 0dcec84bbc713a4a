package dev.verdigris.internal.plan;

import dev.verdigris.error.Finding;
import dev.verdigris.error.RefusedException;
import dev.verdigris.internal.step.Terms;
import dev.verdigris.internal.text.Words;
import dev.verdigris.model.Color;
import dev.verdigris.model.ColoredTargets;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.KeptWarm;
import dev.verdigris.model.Served;
import dev.verdigris.model.Snapshot;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.plan.Cleanup;
import dev.verdigris.plan.Preimage;
import dev.verdigris.plan.Request;
import dev.verdigris.plan.Rollback;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Checks the ground that a request stands on, before anything is touched: everything that is wrong, with its remedy. */
public final class Ground {

    /** From so many targets on, the account's quota is read. AWS's default is 1,000 targets a load balancer. */
    private static final int NEAR_QUOTA = 800;

    private final Request request;
    private final Environment environment;
    private final Snapshot snapshot;
    private final ColoredTargets targets;
    private final List<Finding> findings = new ArrayList<>();

    private Ground(Request request, Snapshot snapshot) {
        this.request = request;
        this.environment = request.environment();
        this.snapshot = snapshot;
        this.targets = snapshot.colored();
    }

    /** What stands in the way of a request; empty if nothing does. */
    public static List<Finding> findings(Request request, Snapshot snapshot, IntSupplier quota) {
        Ground ground = new Ground(request, snapshot);
        ground.survey(quota);
        return List.copyOf(ground.findings);
    }

    /**
     * The preimage of a request that may go ahead.
     *
     * @throws RefusedException naming everything that stands in its way
     */
    public static Preimage preimage(Request request, Snapshot snapshot, IntSupplier quota) {
        Ground ground = new Ground(request, snapshot);
        Preimage preimage = ground.survey(quota);
        if (preimage == null || !ground.findings.isEmpty()) {
            throw new RefusedException(ground.findings);
        }
        return preimage;
    }

    /** Null if the record or the traffic is such that nothing further can be said. */
    private @Nullable Preimage survey(IntSupplier quota) {
        Color recorded = recorded();
        Color active = active(recorded);
        groups();
        if (recorded == null || (!findings.isEmpty() && active == null)) {
            return null;
        }
        Color idle = (active != null ? active : recorded).other();
        Preimage preimage = new Preimage(
                snapshot.blue().bounds(),
                snapshot.green().bounds(),
                snapshot.fleet(active == null ? recorded : idle).populated(),
                idleMin(idle),
                new Preimage.Colors(active, recorded, active == null ? recorded : idle),
                snapshot.targetGroup(),
                ports(active),
                served(active == null ? null : idle),
                snapshot.fleet(active == null ? recorded : idle).unit());
        if (request instanceof Cleanup) {
            mayShrink(idle);
        } else {
            traffic(active);
            capacity(Recipe.terms(request, preimage), quota);
        }
        return preimage;
    }

    /** The minimum of the idle role: on record while the idle fleet is kept warm, else that fleet's own. */
    private int idleMin(Color idle) {
        KeptWarm warm = snapshot.keptWarm();
        return warm != null && warm.color() == idle
                ? warm.idleMin()
                : snapshot.fleet(idle).bounds().min();
    }

    /** How much of a fleet served before: what is on record, else the size that it is kept warm at. */
    private @Nullable Integer served(@Nullable Color idle) {
        Served served = snapshot.served();
        if (idle == null) {
            return null;
        }
        if (served != null && served.color() == idle) {
            return served.capacity();
        }
        KeptWarm warm = snapshot.keptWarm();
        int desired = snapshot.fleet(idle).bounds().desired();
        return warm != null && warm.color() == idle && desired > 0 ? desired : null;
    }

    private @Nullable Color recorded() {
        String text = snapshot.recorded();
        String remedy = "record the color that serves: aws ssm put-parameter --overwrite --type String --name "
                + environment.activeColorParameter() + " --value blue (or green)";
        if (text == null) {
            find(
                    "expected 'blue' or 'green' at " + environment.activeColorParameter() + ", found no such parameter",
                    remedy);
            return null;
        }
        try {
            return Color.parse(text);
        } catch (IllegalArgumentException e) {
            find(
                    "expected 'blue' or 'green' at " + environment.activeColorParameter() + ", found '" + text + "'",
                    remedy);
            return null;
        }
    }

    /** The color that traffic reaches, if it is one and no other. */
    private @Nullable Color active(@Nullable Color recorded) {
        boolean blue = !targets.registered(Color.BLUE).isEmpty();
        boolean green = !targets.registered(Color.GREEN).isEmpty();
        if (blue && green) {
            find(
                    "expected one color registered in " + snapshot.targetGroup().name() + ", found "
                            + targets.registered(Color.BLUE).size() + " targets of blue and "
                            + targets.registered(Color.GREEN).size() + " of green",
                    "deregister those of the color that should not serve");
            return null;
        }
        if (!blue && !green) {
            if (!targets.strangers().isEmpty()) {
                find(
                        "expected targets of blue or green in "
                                + snapshot.targetGroup().name() + ", found only others: " + listed(targets.strangers()),
                        "move their group's instances to the blue or the green fleet first");
            }
            return null;
        }
        Color active = blue ? Color.BLUE : Color.GREEN;
        if (recorded != null && recorded != active) {
            find(
                    "expected the recorded color to be the one that traffic reaches, found " + recorded + " at "
                            + environment.activeColorParameter() + " and the targets of " + active + " registered",
                    "correct the record: aws ssm put-parameter --overwrite --type String --name "
                            + environment.activeColorParameter() + " --value " + active);
        }
        return active;
    }

    private void groups() {
        for (Color color : Color.values()) {
            Fleet fleet = snapshot.fleet(color);
            if (fleet.attachedTargetGroups().contains(snapshot.targetGroup().arn())) {
                find(
                        "expected " + fleet.group() + " not to be attached to "
                                + snapshot.targetGroup().name()
                                + ", since its instances are registered one by one; found it attached",
                        "detach the target group from the Auto Scaling group");
            }
            tag(fleet, "Environment", environment.name());
            tag(fleet, "Color", color.label());
        }
    }

    private void tag(Fleet fleet, String key, String expected) {
        String found = fleet.tags().get(key);
        if (found != null && !found.equals(expected)) {
            find(
                    "expected the tag " + key + " of " + fleet.group() + " to be '" + expected + "', found '" + found
                            + "'",
                    "check that this is the right group, then correct the tag");
        }
    }

    private void suspended(Fleet fleet, String process) {
        if (fleet.suspendedProcesses().contains(process)) {
            find(
                    "expected " + fleet.group() + " to launch and terminate instances, found its process " + process
                            + " suspended",
                    "resume it: aws autoscaling resume-processes --auto-scaling-group-name " + fleet.group()
                            + " --scaling-processes " + process);
        }
    }

    private void traffic(@Nullable Color active) {
        if (!snapshot.targetGroup().inUse()) {
            find(
                    "expected " + snapshot.targetGroup().name() + " to be used by a listener, found that none does",
                    "point a listener or one of its rules to it; the targets of an unused group never become healthy");
        }
        if (request instanceof Rollback && active == null) {
            find(
                    "expected a color to roll back from, found no targets of blue or green in "
                            + snapshot.targetGroup().name(),
                    "deploy instead");
        }
    }

    private void capacity(Terms terms, IntSupplier quota) {
        Fleet target = snapshot.fleet(terms.to());
        int needed = terms.expected();
        if (needed == 0) {
            find(
                    "expected to know how many instances to start, found minimum and desired capacity of "
                            + target.group() + " at 0 and no capacity asked for",
                    "ask for a capacity");
        }
        if (Math.max(needed, terms.servingMin()) > target.bounds().max()) {
            find(
                    "expected " + target.group() + " to hold "
                            + Words.count(Math.max(needed, terms.servingMin()), target.unit())
                            + ", found its maximum at " + target.bounds().max(),
                    request instanceof Rollback
                            ? "raise its maximum size, or name a smaller capacity for the rollback (--capacity)"
                            : "raise its maximum size, or ask for less");
        }
        if (request instanceof Rollback rollback && !rollback.scaleUp()) {
            if (terms.from() != null && target.capacityInService() < needed) {
                find(
                        "expected " + Words.count(needed, target.unit()) + " of " + target.group()
                                + " in service to go back to, found " + target.capacityInService(),
                        "let the rollback start instances first (--scale-up); they run what its launch template says"
                                + " now; or name a smaller capacity (--capacity)");
            }
        } else {
            for (Color color : Color.values()) {
                suspended(snapshot.fleet(color), "Launch");
                suspended(snapshot.fleet(color), "Terminate");
            }
        }
        int together = registered() + needed * ports(terms.from()).size();
        if (together > NEAR_QUOTA && together > quota.getAsInt()) {
            find(
                    "expected room for " + together + " targets while both fleets are registered, found a quota of "
                            + quota.getAsInt() + " for each load balancer",
                    "ask AWS for a higher quota of targets per Application Load Balancer");
        }
    }

    private int registered() {
        return targets.registered(Color.BLUE).size()
                + targets.registered(Color.GREEN).size()
                + targets.strangers().size();
    }

    private void mayShrink(Color idle) {
        suspended(snapshot.fleet(idle), "Terminate");
        int draining = targets.draining(idle).size();
        if (draining > 0) {
            find(
                    "expected the idle fleet " + environment.group(idle) + " to be out of traffic, found " + draining
                            + " of its targets still draining",
                    "wait " + Words.duration(snapshot.targetGroup().deregistrationDelay()) + " and try again");
        }
    }

    /** The ports that the live targets are registered on, so that the new ones are registered on the same. */
    private SortedSet<Integer> ports(@Nullable Color active) {
        SortedSet<Integer> ports = new TreeSet<>();
        if (active != null) {
            targets.registered(active)
                    .forEach(target -> ports.add(target.target().port()));
        }
        if (ports.isEmpty()) {
            ports.add(snapshot.targetGroup().port());
        }
        return ports;
    }

    private static String listed(List<TargetHealth> targets) {
        return Words.list(targets.stream().map(TargetHealth::target).toList());
    }

    private void find(String problem, String remedy) {
        findings.add(new Finding(problem, remedy));
    }
}
