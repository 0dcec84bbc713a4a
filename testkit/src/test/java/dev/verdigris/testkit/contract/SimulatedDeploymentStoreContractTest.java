package dev.verdigris.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.error.PortException;
import dev.verdigris.port.DeploymentStore;
import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallHook;
import dev.verdigris.testkit.SimulatedCloud;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The deployment states of the simulated cloud keep the contract, whichever store they are like. */
class SimulatedDeploymentStoreContractTest {

    @Nested
    class WhereLeasesExpire extends DeploymentStoreContract {

        @Override
        protected ContractStore newStore() {
            return new SimulatedPlace(true);
        }

        @Test
        void leases_expire() {
            assertThat(newStore().connect().leasesExpire()).isTrue();
        }
    }

    @Nested
    class WhereLeasesDoNotExpire extends DeploymentStoreContract {

        @Override
        protected ContractStore newStore() {
            return new SimulatedPlace(false);
        }

        /** As in Parameter Store. */
        @Override
        protected boolean comparesAndSets() {
            return false;
        }

        @Test
        void leases_do_not_expire() {
            assertThat(newStore().connect().leasesExpire()).isFalse();
        }
    }

    @Test
    void a_text_of_more_than_4096_bytes_is_refused() {
        DeploymentStore store = new SimulatedPlace(true).connect();

        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> store.claim("beta", "é".repeat(2049), null))
                .withMessageContaining("at most 4096 bytes, found 4098");
        assertThat(store.find("beta")).isNull();
    }

    private static final class SimulatedPlace extends FailingPlace implements CallHook {
        private final SimulatedCloud cloud;

        private SimulatedPlace(boolean leasesExpire) {
            this.cloud = SimulatedCloud.builder().leasesExpire(leasesExpire).build();
            cloud.install(this);
        }

        @Override
        public DeploymentStore connect() {
            return Objects.requireNonNull(cloud.ports().deployments());
        }

        @Override
        public void before(Call call) {
            reached();
        }

        @Override
        public void after(Call call) {
            answered();
        }
    }
}
