package dev.verdigris.testkit.sweep;

import dev.verdigris.port.Cloud;
import dev.verdigris.port.DeploymentStore;
import org.jspecify.annotations.Nullable;

/** A store that says it keeps what is claimed, and does not: all else that it is asked, it asks the real one. */
final class ForgetfulStore implements DeploymentStore {
    private final DeploymentStore real;

    /** The store of a cloud, which forgets. */
    static ForgetfulStore in(Cloud cloud) {
        DeploymentStore store = cloud.deployments();
        if (store == null) {
            throw new IllegalArgumentException("expected a cloud with a store, found one without");
        }
        return new ForgetfulStore(store);
    }

    private ForgetfulStore(DeploymentStore real) {
        this.real = real;
    }

    @Override
    public String claim(String environment, String text, @Nullable String revision) {
        return "1.1";
    }

    @Override
    public @Nullable Stored find(String environment) {
        return real.find(environment);
    }

    @Override
    public String replace(String environment, String text, String revision) {
        return real.replace(environment, text, revision);
    }

    @Override
    public boolean held(String environment, String revision) {
        return real.held(environment, revision);
    }

    @Override
    public boolean leasesExpire() {
        return real.leasesExpire();
    }
}
