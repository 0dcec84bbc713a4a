package dev.verdigris.testkit.contract;

import dev.verdigris.model.GroupName;

/** A world of a contract in which groups launch from versions of a launch template. */
public interface RefreshWorld extends ContractWorld {

    /**
     * Gives the launch template of a group the versions 1 and 2.
     *
     * @param version the version that the group says: {@code 1}, or {@code $Latest}
     */
    void template(GroupName group, String version);
}
