package dev.verdigris.examples.fleet;

import dev.verdigris.event.Listener;
import dev.verdigris.examples.fleet.cloud.LocalCloud;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.port.TimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A fleet that serves under a constant load, and all its switches from the first on. */
final class UnderLoad implements AutoCloseable {
    private final TimeSource time = TimeSource.system();
    private final Strategy strategy;
    private final Fleet fleet;
    private final Load load;
    private final Listener listener;
    private final List<Switch> switches = new ArrayList<>();
    private String serving = "v1";
    private String before = "";

    private UnderLoad(Strategy strategy, Listener listener) {
        this.strategy = strategy;
        this.listener = listener;
        this.fleet = Fleet.serving(strategy);
        this.load = Load.on(fleet.port());
    }

    /** Starts a fleet and the load, which is there when this returns; the listener hears of what this process switches. */
    static UnderLoad start(Strategy strategy, Listener listener) {
        UnderLoad fleet = new UnderLoad(strategy, listener);
        LocalCloud.await("answers", () -> fleet.load.answers().size() > Load.QUICK);
        return fleet;
    }

    Strategy strategy() {
        return strategy;
    }

    Fleet fleet() {
        return fleet;
    }

    Load load() {
        return load;
    }

    /** Deploys a new version, and ends the old fleet as soon as it has drained. */
    Switch deploy() {
        String version = fleet.publish();
        return perform("deploy", version, trail -> fleet.deploy(fleet.ending(), trail));
    }

    /** Deploys a new version, and keeps the old fleet warm for a rollback. */
    Switch deployForAWhile() {
        String version = fleet.publish();
        return perform(
                "deploy, keeping warm", version, trail -> fleet.deploy(Fleet.deployment(fleet.environment()), trail));
    }

    /** Rolls back to the version that served before. */
    Switch rollback() {
        return perform("roll back", before, fleet::rollback);
    }

    private Switch perform(String verb, String version, Function<Listener, Outcome> run) {
        Trail trail = new Trail();
        Outcome outcome = run.apply(event -> {
            trail.on(event);
            listener.on(event);
        });
        return ended(verb, version, trail, outcome.toString(), outcome instanceof Outcome.Succeeded);
    }

    /** Deploys a version that never gets healthy, which must be undone. */
    Switch deploySick() {
        Trail trail = new Trail();
        Outcome outcome = fleet.deploy(fleet.publishSick(), trail);
        return ended("deploy a sick one", serving, trail, outcome.toString(), outcome instanceof Outcome.RolledBack);
    }

    /** Deploys a new version in a process that is killed half-way, and resumes that in another one. */
    Switch deployKilledAndResumed() {
        String version = fleet.publish();
        return killed("deploy, killed and resumed", version, "resume", "Succeeded");
    }

    /** Deploys a new version in a process that is killed half-way, and aborts that in another one. */
    Switch deployKilledAndAborted() {
        fleet.publish();
        return killed("deploy, killed and aborted", serving, "abort", "RolledBack");
    }

    private Switch killed(String verb, String version, String recovery, String outcome) {
        Trail trail = new Trail();
        process("deploy", trail).killAfter(strategy.halfway());
        return recovered(verb, version, trail, recovery, outcome);
    }

    /** Deploys a new version in a process that is killed when a step of it begins, and resumes that in another one. */
    Switch deployKilledAtAndResumed(String step) {
        String version = fleet.publish();
        String verb = "deploy, killed at " + step + " and resumed";
        Trail trail = new Trail();
        Optional<String> outcome = process("deploy", trail).killAt(step);
        return outcome.isPresent()
                ? ended(verb, version, trail, outcome.get(), outcome.get().startsWith("Succeeded"))
                : recovered(verb, version, trail, "resume", "Succeeded");
    }

    /**
     * Deploys a new version in a process that is killed when a step of it begins, and aborts that in another one; or resumes
     * it, where the point of no return was passed before the process was gone.
     */
    Switch deployKilledAtAndAborted(String step) {
        String version = fleet.publish();
        String verb = "deploy, killed at " + step + " and aborted";
        Trail trail = new Trail();
        Optional<String> outcome = process("deploy", trail).killAt(step);
        if (outcome.isPresent()) {
            return ended(verb, version, trail, outcome.get(), outcome.get().startsWith("Succeeded"));
        }
        trail.note("nobody: the process was killed");
        String said = process("abort", trail).outcome();
        return said.startsWith(Deployer.REFUSED)
                ? recovered(verb + " too late", version, trail, "resume", "Succeeded")
                : ended(verb, serving, trail, said, said.startsWith("RolledBack"));
    }

    private DeployingProcess process(String verb, Trail trail) {
        return DeployingProcess.start(fleet.cloud().folder(), strategy, verb, trail::note);
    }

    private Switch recovered(String verb, String version, Trail trail, String recovery, String outcome) {
        trail.note("nobody: the process was killed");
        String said = process(recovery, trail).outcome();
        return ended(verb, version, trail, said, said.startsWith(outcome));
    }

    private Switch ended(String verb, String version, Trail trail, String outcome, boolean expected) {
        Switch ended =
                new Switch(verb, serving, version, trail.began(), time.nanoTime(), trail.steps(), outcome, expected);
        switches.add(ended);
        if (!version.equals(serving)) {
            before = serving;
            serving = version;
        }
        return ended;
    }

    /** What came of it so far. */
    Measured measured() {
        return new Measured(load.answers(), List.copyOf(switches));
    }

    /** Ends the load; the fleet serves on. */
    void quieten() {
        load.close();
    }

    /** Ends all of it. */
    @Override
    public void close() {
        try {
            load.close();
        } finally {
            fleet.close();
        }
    }
}
