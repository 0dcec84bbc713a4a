package dev.verdigris.aws;

import dev.verdigris.testkit.contract.ContractWorld;
import dev.verdigris.testkit.contract.TargetGroupsContract;

/** The target groups of a load balancer keep the contract, on Moto. */
class ElbTargetGroupsContractTest extends TargetGroupsContract {

    @Override
    protected ContractWorld newWorld() {
        return new MotoContractWorld();
    }

    /** With Moto, what is deregistered is gone at once. */
    @Override
    protected boolean drains() {
        return false;
    }

    /** With Moto, registering an instance on a second port replaces the first. */
    @Override
    protected boolean keysByPort() {
        return false;
    }

    /** With Moto, every running target is healthy. */
    @Override
    protected boolean leavesUnusedGroupsUnchecked() {
        return false;
    }
}
