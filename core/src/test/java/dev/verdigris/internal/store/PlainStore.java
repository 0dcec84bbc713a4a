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
    public @Nullable Stored find(String environment) {
        synchronized (kept) {
            return kept.get(environment);
        }
    }

    @Override
    public String claim(String environment, String text, @Nullable String revision) {
        synchronized (kept) {
            require(environment, revision);
            return keep(environment, text);
        }
    }

    @Override
    public String replace(String environment, String text, String revision) {
        return claim(environment, text, revision);
    }

    final void require(String environment, @Nullable String revision) {
        synchronized (kept) {
            Stored found = kept.get(environment);
            if (!Objects.equals(found == null ? null : found.revision(), revision)) {
                throw new PortException.Conflict("write", "expected " + revision + ", found " + found, null);
            }
        }
    }

    final String keep(String environment, String text) {
        synchronized (kept) {
            String revision = String.valueOf(++writes);
            kept.put(environment, new Stored(text, revision));
            return revision;
        }
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
    public boolean delete(String name) {
        synchronized (kept) {
            kept.remove(name);
            return true;
        }
    }
}
