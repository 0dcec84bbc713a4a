package dev.verdigris.examples.fleet;

import dev.verdigris.event.Listener;
import dev.verdigris.examples.fleet.cloud.LocalCloud;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.port.TimeSource;
import java.util.ArrayList;
import java.util.List;
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
        DeployingProcess.start(fleet.cloud().folder(), strategy, "deploy", trail::note)
                .killAfter(strategy.halfway());
        trail.note("nobody: the process was killed");
        String said = DeployingProcess.start(fleet.cloud().folder(), strategy, recovery, trail::note)
                .outcome();
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
