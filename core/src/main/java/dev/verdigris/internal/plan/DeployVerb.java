package dev.verdigris.internal.plan;

import dev.verdigris.model.Color;
import dev.verdigris.request.Bake;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Gate;
import dev.verdigris.request.Shift;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Serves from new instances. */
class DeployVerb extends Verb {
    private final Deployment deployment;

    DeployVerb(Deployment deployment) {
        this.deployment = deployment;
    }

    @Override
    public String label() {
        return "deploy";
    }

    @Override
    public Shape shape() {
        return Shape.SWITCH;
    }

    @Override
    public String title(String environment, @Nullable Color from, @Nullable Color to) {
        return "Deploy " + environment + ": " + (from == null ? "first deployment, to " : from + " → ") + to;
    }

    @Override
    public @Nullable Integer capacity() {
        return deployment.capacity();
    }

    @Override
    public Shift shift() {
        return deployment.shift();
    }

    @Override
    public List<Gate> gates() {
        return deployment.gates();
    }

    @Override
    public @Nullable Bake bake() {
        return deployment.bake();
    }

    @Override
    @Nullable
    Color to(@Nullable Color active, Color recorded) {
        return deployment.to();
    }

    @Override
    public boolean renews() {
        return true;
    }

    @Override
    boolean recycles() {
        return true;
    }

    @Override
    boolean starts() {
        return true;
    }

    @Override
    public @Nullable String release() {
        return deployment.release();
    }

    /** What is asked for, or else what is selected. */
    @Override
    public @Nullable String release(Preimage preimage) {
        Released released = preimage.released();
        if (released == null) {
            return null;
        }
        return deployment.release() != null ? deployment.release() : released.selected();
    }

    @Override
    int asked(Preimage preimage) {
        return deployment.capacity() != null ? deployment.capacity() : untilShutdown(preimage);
    }

    /** The capacity that served until a shutdown; 0 if there was none. */
    static int untilShutdown(Preimage preimage) {
        Served served = preimage.served();
        return preimage.active() != null || served == null ? 0 : served.capacity();
    }
}
