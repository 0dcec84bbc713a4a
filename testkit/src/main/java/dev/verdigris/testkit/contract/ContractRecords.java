package dev.verdigris.testkit.contract;

import dev.verdigris.port.DeploymentStore;

/** A place for records that a contract is tried on: empty at first, and one of its own for each test. */
public interface ContractRecords {

    /** The store under test on this place, as one more process has it. */
    DeploymentStore connect();

    /** From now on no call of any process takes effect, and none is answered. */
    void outage();

    /** From now on calls take effect, but none is answered. */
    void loseReplies();

    /** From now on all is well. */
    void mend();
}
