package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.InstanceId;
import dev.verdigris.plan.Phase;
import dev.verdigris.report.DeploymentInProgress;
import dev.verdigris.report.PromotedGate;
import dev.verdigris.request.Policy;
import dev.verdigris.request.Shift;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A deployment in progress by a later text than the one that was read: it differs in nothing but how far it has come. What
 * follows from that is read when somebody asks.
 *
 * @param read the deployment by the text that was read
 * @param progress how far it has come
 * @param whole reads the later text as a whole
 */
record LaterState(DeploymentInProgress read, Progress progress, Supplier<DeploymentInProgress> whole)
        implements DeploymentInProgress {

    /**
     * How far a deployment has come.
     *
     * @param direction where it is going
     * @param phase the phase that has begun
     * @param step the last step in the deployment state; null if none is
     */
    record Progress(
            Direction direction, Phase phase, @Nullable String step) {}

    @Override
    public String environment() {
        return read.environment();
    }

    @Override
    public String id() {
        return read.id();
    }

    @Override
    public String verb() {
        return read.verb();
    }

    @Override
    public String holder() {
        return read.holder();
    }

    @Override
    public boolean held() {
        return read.held();
    }

    @Override
    public Instant since() {
        return read.since();
    }

    @Override
    public Direction direction() {
        return progress.direction();
    }

    @Override
    public Phase phase() {
        return progress.phase();
    }

    @Override
    public @Nullable String step() {
        return progress.step();
    }

    @Override
    public Shift shift() {
        return read.shift();
    }

    @Override
    public @Nullable Stage stage() {
        return whole.get().stage();
    }

    @Override
    public @Nullable Waiting waitingFor() {
        return whole.get().waitingFor();
    }

    @Override
    public List<PromotedGate> promotions() {
        return read.promotions();
    }

    @Override
    public @Nullable Color from() {
        return read.from();
    }

    @Override
    public @Nullable Color to() {
        return read.to();
    }

    @Override
    public @Nullable String cause() {
        return read.cause();
    }

    @Override
    public @Nullable Integer capacity() {
        return read.capacity();
    }

    @Override
    public Policy policy() {
        return read.policy();
    }

    @Override
    public List<InstanceId> replaced() {
        return read.replaced();
    }

    @Override
    public String toString() {
        return whole.get().toString();
    }
}
