package dev.verdigris.internal.targets;

import dev.verdigris.internal.text.Words;
import dev.verdigris.model.GroupName;

/** Says how many targets of a group are still to leave. */
public final class StillRegistered {

    private StillRegistered() {}

    /** So many; none may be what a single poll shows. */
    public static String words(GroupName group, int left) {
        return left == 0
                ? "no target of " + group + " registered at this poll"
                : Words.count(left, "target") + " of " + group + " still registered";
    }
}
