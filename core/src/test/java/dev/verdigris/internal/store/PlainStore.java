package dev.verdigris.internal.store;

import dev.verdigris.error.PortException;
import dev.verdigris.port.DeploymentStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A store in memory that keeps its promise; what extends it does not. */
class PlainStore implements DeploymentStore {
    final Map<String, Stored> kept = new HashMap<>();
    private int writes;

    @Override
    public synchronized @Nullable Stored find(String environment) {
        return kept.get(environment);
    }

    @Override
    public synchronized String claim(String environment, String text, @Nullable String revision) {
        require(environment, revision);
        return keep(environment, text);
    }

    @Override
    public synchronized String replace(String environment, String text, String revision) {
        return claim(environment, text, revision);
    }

    final synchronized void require(String environment, @Nullable String revision) {
        Stored found = kept.get(environment);
        if (!Objects.equals(found == null ? null : found.revision(), revision)) {
            throw new PortException.Conflict("write", "expected " + revision + ", found " + found, null);
        }
    }

    final synchronized String keep(String environment, String text) {
        String revision = String.valueOf(++writes);
        kept.put(environment, new Stored(text, revision));
        return revision;
    }

    @Override
    public boolean held(String environment, String revision) {
        Stored found = find(environment);
        return found != null && found.revision().equals(revision);
    }

    @Override
    public boolean leasesExpire() {
        return true;
    }

    @Override
    public synchronized boolean delete(String name) {
        kept.remove(name);
        return true;
    }
}
