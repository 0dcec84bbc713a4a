package dev.verdigris.aws;

import dev.verdigris.testkit.contract.AttachmentsContract;
import dev.verdigris.testkit.contract.ContractWorld;

/** The attachments of Auto Scaling groups keep the contract, on Moto. */
class AutoScalingAttachmentsContractTest extends AttachmentsContract {

    @Override
    protected ContractWorld newWorld() {
        return new MotoContractWorld();
    }

    /** Moto says so only once it has listed the target group. */
    @Override
    protected boolean refusesAbsentTargetGroups() {
        return false;
    }

    /** Moto breaks, for want of a word. */
    @Override
    protected boolean refusesAbsentGroups() {
        return false;
    }
}
