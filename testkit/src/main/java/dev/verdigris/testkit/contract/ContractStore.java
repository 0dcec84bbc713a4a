package dev.verdigris.testkit.contract;

import dev.verdigris.port.DeploymentStore;

/** A place for deployment states that a contract is tried on: empty at first, and one of its own for each test. */
public interface ContractStore {

    /** Connects to this place as one more process does; returns the store under test. */
    DeploymentStore connect();

    /** Begins an outage: no call of any process takes effect, and none is answered. */
    void outage();

    /** Begins to lose replies: calls take effect, but none is answered. */
    void loseReplies();

    /** Ends whatever outage there is. */
    void recover();
}
