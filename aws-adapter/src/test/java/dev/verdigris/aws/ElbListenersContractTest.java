package dev.verdigris.aws;

import dev.verdigris.testkit.contract.ForwardingWorld;
import dev.verdigris.testkit.contract.ListenersContract;

/** The listeners of a load balancer keep the contract, on Moto. */
class ElbListenersContractTest extends ListenersContract {

    @Override
    protected ForwardingWorld newWorld() {
        return new MotoContractWorld();
    }

    /** With Moto, a listener may forward to anything; a rule may not. */
    @Override
    protected boolean refusesAbsentTargetGroups() {
        return false;
    }
}
