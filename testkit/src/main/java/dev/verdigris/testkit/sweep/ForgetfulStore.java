package dev.verdigris.testkit.sweep;

import dev.verdigris.port.DeploymentStore;
import org.jspecify.annotations.Nullable;

/** A store that says it keeps what is claimed, and does not: all else that it is asked, it asks the real one. */
final class ForgetfulStore implements DeploymentStore {
    private final DeploymentStore real;

    ForgetfulStore(DeploymentStore real) {
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
