package dev.verdigris.testkit.contract;

import dev.verdigris.port.TimeSource;

/** This machine's time keeps the contract. */
class SystemTimeContractTest extends TimeSourceContract {

    @Override
    protected TimeSource time() {
        return TimeSource.system();
    }
}
