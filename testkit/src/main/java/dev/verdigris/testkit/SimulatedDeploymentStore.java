package dev.verdigris.testkit;

import dev.verdigris.error.PortException;
import dev.verdigris.port.DeploymentStore;
import dev.verdigris.port.Permit;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The records of deployments, in memory. Its writes compare and set. */
final class SimulatedDeploymentStore implements DeploymentStore {
    private static final int LARGEST = 4096;
    private static final Permit ANYBODY = () -> {};

    private final Seam seam;
    private final boolean leasesExpire;
    private final Map<String, Stored> records = new HashMap<>();
    private int writes;

    SimulatedDeploymentStore(Seam seam, boolean leasesExpire) {
        this.seam = seam;
        this.leasesExpire = leasesExpire;
    }

    @Override
    public @Nullable Stored find(String environment) {
        return seam.<@Nullable Stored>read(Operations.FIND_RECORD, environment, () -> records.get(environment));
    }

    @Override
    public String claim(String environment, String text, @Nullable String revision) {
        return write(Operations.CLAIM_RECORD, environment, text, revision);
    }

    @Override
    public String replace(String environment, String text, String revision) {
        return write(Operations.REPLACE_RECORD, environment, text, revision);
    }

    private String write(String operation, String environment, String text, @Nullable String revision) {
        return seam.change(operation, environment, null, ANYBODY, () -> {
            Stored stored = records.get(environment);
            String found = stored == null ? null : stored.revision();
            if (!Objects.equals(found, revision)) {
                throw new PortException.Conflict(operation, "expected revision " + revision + ", found " + found, null);
            }
            if (text.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
                throw new PortException.Invalid(
                        operation, "expected at most " + LARGEST + " bytes, found " + text.length(), null);
            }
            Stored written = new Stored(text, String.valueOf(++writes));
            records.put(environment, written);
            return written.revision();
        });
    }

    @Override
    public boolean held(String environment, String revision) {
        return seam.read(Operations.FIND_RECORD, environment, () -> {
            Stored stored = records.get(environment);
            return stored != null && stored.revision().equals(revision);
        });
    }

    @Override
    public boolean leasesExpire() {
        return leasesExpire;
    }

    /** What is on record; null if nothing is. Not a call. */
    @Nullable
    String text(String environment) {
        Stored stored = records.get(environment);
        return stored == null ? null : stored.text();
    }
}
