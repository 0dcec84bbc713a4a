package dev.verdigris.examples.fleet.cloud;

import dev.verdigris.error.PortException;
import dev.verdigris.port.DeploymentStore;
import dev.verdigris.testkit.contract.ContractStore;
import dev.verdigris.testkit.contract.DeploymentStoreContract;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

class LocalDeploymentStoreContractTest extends DeploymentStoreContract {
    @TempDir
    private Path folder;

    @Override
    protected ContractStore newStore() {
        return new Place(folder);
    }

    /** Each race writes a file of its own, and waits for its locks. */
    @Override
    protected int rounds() {
        return 5;
    }

    /** A folder whose file is not reached, or that does not answer. */
    private static final class Place implements ContractStore {
        private final Path folder;
        private volatile boolean outage;
        private volatile boolean lost;

        Place(Path folder) {
            this.folder = folder;
        }

        @Override
        public DeploymentStore connect() {
            return new Failing(new LocalDeploymentStore(Ledger.in(folder)));
        }

        @Override
        public void outage() {
            outage = true;
        }

        @Override
        public void loseReplies() {
            lost = true;
        }

        @Override
        public void recover() {
            outage = false;
            lost = false;
        }

        private <T extends @Nullable Object> T call(Supplier<T> call) {
            failIf(outage);
            T result = call.get();
            failIf(lost);
            return result;
        }

        private static void failIf(boolean wrong) {
            if (wrong) {
                throw new PortException.Unavailable("local:call", "no answer", null);
            }
        }

        private final class Failing implements DeploymentStore {
            private final DeploymentStore store;

            Failing(DeploymentStore store) {
                this.store = store;
            }

            @Override
            public @Nullable Stored find(String key) {
                return Place.this.<@Nullable Stored>call(() -> store.find(key));
            }

            @Override
            public String claim(String key, String text, @Nullable String revision) {
                return call(() -> store.claim(key, text, revision));
            }

            @Override
            public String replace(String key, String text, String revision) {
                return call(() -> store.replace(key, text, revision));
            }

            @Override
            public boolean held(String key, String revision) {
                return call(() -> store.held(key, revision));
            }

            @Override
            public boolean leasesExpire() {
                return store.leasesExpire();
            }
        }
    }
}
