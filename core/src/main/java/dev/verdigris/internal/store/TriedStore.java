package dev.verdigris.internal.store;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Naming;
import dev.verdigris.port.DeploymentStore;
import dev.verdigris.port.TimeSource;
import dev.verdigris.report.Finding;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A store that is tried once, without a race, when it is asked about; safe for use by several threads. */
public final class TriedStore {
    /** The beginning of the names that are tried; no environment's name begins so. */
    private static final String SCRATCH = "_store-check-";

    private static final Logger LOG = LoggerFactory.getLogger("dev.verdigris");

    private final DeploymentStore store;
    private final TimeSource time;
    private @Nullable List<Finding> findings;

    /** A store that was not tried yet. */
    public TriedStore(DeploymentStore store, TimeSource time) {
        this.store = store;
        this.time = time;
    }

    /** A trial on a scratch entry that nobody else uses, beside the environments of a naming. */
    public StoreTrial trial(Naming naming) {
        return new StoreTrial(store, time, naming.stateKey(SCRATCH + UUID.randomUUID()));
    }

    /**
     * The findings about the store. Where writes do not compare and set, no condition is relied on; where it cannot be
     * tried now, with these credentials, nothing is said against it.
     */
    public synchronized List<Finding> findings(Naming naming) {
        if (findings == null && !store.leasesExpire()) {
            findings = List.of();
        }
        if (findings == null) {
            try {
                findings = trial(naming).run(0).findings();
            } catch (PortException e) {
                LOG.info("the deployment store was not tried: {}", e.problem());
                return List.of();
            }
        }
        return findings;
    }
}
