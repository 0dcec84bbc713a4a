package dev.verdigris.testkit;

import dev.verdigris.error.PortException;
import dev.verdigris.port.DeploymentStore;
import dev.verdigris.port.Permit;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The deployment states, in memory. Where leases expire, its writes compare and set; where they do not, a holder writes
 * over whatever it wrote itself, as in Parameter Store. Several threads may use it, as long as nothing else happens in
 * its world meanwhile.
 */
final class SimulatedDeploymentStore implements DeploymentStore {
    private static final int LARGEST = 4096;
    private static final Permit ANYBODY = () -> {};

    private final Seam seam;
    private final boolean leasesExpire;
    private final Map<String, Written> states = new HashMap<>();
    private int claims;
    private int writes;

    SimulatedDeploymentStore(Seam seam, boolean leasesExpire) {
        this.seam = seam;
        this.leasesExpire = leasesExpire;
    }

    /** a deployment state, the number of the claim under which it was written, and that of the write. */
    private record Written(String text, int claim, int write) {

        String revision() {
            return claim + "." + write;
        }

        boolean sameClaim(String revision) {
            return revision.startsWith(claim + ".");
        }
    }

    @Override
    public synchronized @Nullable Stored find(String environment) {
        return seam.<@Nullable Stored>read(Operations.FIND_STATE, environment, () -> {
            Written written = states.get(environment);
            return written == null ? null : new Stored(written.text(), written.revision());
        });
    }

    @Override
    public synchronized String claim(String environment, String text, @Nullable String revision) {
        return seam.change(Operations.CLAIM_STATE, environment, null, ANYBODY, () -> {
            Written found = states.get(environment);
            if (found == null ? revision != null : !found.revision().equals(revision)) {
                throw conflict(Operations.CLAIM_STATE, revision, found);
            }
            return write(Operations.CLAIM_STATE, environment, text, ++claims);
        });
    }

    @Override
    public synchronized String replace(String environment, String text, String revision) {
        return seam.change(Operations.REPLACE_STATE, environment, null, ANYBODY, () -> {
            Written found = states.get(environment);
            if (found == null || !(leasesExpire ? found.revision().equals(revision) : found.sameClaim(revision))) {
                throw conflict(Operations.REPLACE_STATE, revision, found);
            }
            return write(Operations.REPLACE_STATE, environment, text, found.claim());
        });
    }

    private static PortException.Conflict conflict(
            String operation, @Nullable String expected, @Nullable Written found) {
        return new PortException.Conflict(
                operation,
                "expected revision " + expected + ", found " + (found == null ? null : found.revision()),
                null);
    }

    private String write(String operation, String environment, String text, int claim) {
        int bytes = 3 * text.length() <= LARGEST ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LARGEST) {
            throw new PortException.Invalid(operation, "expected at most " + LARGEST + " bytes, found " + bytes, null);
        }
        Written written = new Written(text, claim, ++writes);
        states.put(environment, written);
        return written.revision();
    }

    @Override
    public synchronized boolean held(String environment, String revision) {
        return seam.read(Operations.FIND_STATE, environment, () -> {
            Written found = states.get(environment);
            return found != null && found.sameClaim(revision);
        });
    }

    @Override
    public boolean leasesExpire() {
        return leasesExpire;
    }

    /** The text of a deployment state; null if there is none. Not a call. */
    @Nullable
    String text(String environment) {
        Written written = states.get(environment);
        return written == null ? null : written.text();
    }
}
