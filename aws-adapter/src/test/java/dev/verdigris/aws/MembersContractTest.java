package dev.verdigris.aws;

import dev.verdigris.testkit.contract.ContractWorld;
import dev.verdigris.testkit.contract.MembersContract;

/** Auto Scaling and EC2 keep the contract, on Moto. */
class MembersContractTest extends MembersContract {

    @Override
    protected ContractWorld newWorld() {
        return new MotoContractWorld();
    }

    /** Moto looks for the group of an instance, and breaks off with a 500 where there is none. */
    @Override
    protected boolean tellsWhoIsNoMember() {
        return false;
    }
}
