package dev.verdigris.testkit.contract;

import dev.verdigris.port.TimeSource;
import dev.verdigris.testkit.SimulatedCloud;

/** Virtual time keeps the contract. */
class VirtualTimeContractTest extends TimeSourceContract {
    private final SimulatedCloud simulated = SimulatedCloud.builder().build();

    @Override
    protected TimeSource time() {
        return simulated.ports().time();
    }
}
