package dev.verdigris.testkit;

import dev.verdigris.model.Lifecycle;
import dev.verdigris.model.RefreshPreferences;
import dev.verdigris.model.RefreshPreferences.Treatment;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Replaces members of a group in an instance refresh, as many at a time as the healthy percentages let: by terminating
 * them, or by launching others first.
 */
final class Replacer {
    private final GroupState state;
    private final Terminator terminator;
    private final Replacements replacements;
    private final TemplateVersions templates;

    Replacer(GroupState state, Terminator terminator, Replacements replacements, TemplateVersions templates) {
        this.state = state;
        this.terminator = terminator;
        this.replacements = replacements;
        this.templates = templates;
    }

    /** What is launched until further notice; null for what the group says. */
    void launches(@Nullable String templateVersion) {
        templates.launches(templateVersion);
    }

    /** The group says so from now on; null leaves what it says. */
    void saves(@Nullable String templateVersion) {
        if (templateVersion != null) {
            templates.set(templateVersion);
        }
    }

    /** Whoever was to make way stays. */
    void letGo() {
        replacements.clear();
    }

    /** Whether all that the group desires is there and ready, and nobody is left to make way. */
    boolean isComplete(Refresh refresh) {
        int present = 0;
        for (SimulatedInstance member : state.members()) {
            if (counts(member)) {
                if (!refresh.isReady(member)) {
                    return false;
                }
                present += member.weight();
            }
        }
        return replacements.isEmpty() && present >= state.size().desired();
    }

    private static boolean counts(SimulatedInstance member) {
        return member.lifecycle() == Lifecycle.PENDING || member.lifecycle() == Lifecycle.IN_SERVICE;
    }

    /** Replaces as many as may be replaced now, so many at most; answers whether it was any. */
    boolean replace(Refresh refresh, Deque<SimulatedInstance> left, int most) {
        int replaced = 0;
        Iterator<SimulatedInstance> all = left.iterator();
        while (all.hasNext() && replaced < most) {
            SimulatedInstance next = all.next();
            if (refresh.treatment(next) != Treatment.REPLACE) {
                continue;
            }
            if (next.lifecycle() == Lifecycle.STANDBY) {
                all.remove();
                terminator.endNow(next);
                replaced++;
            } else if (next.lifecycle() == Lifecycle.IN_SERVICE && mayReplace(refresh, next)) {
                all.remove();
                begin(refresh.preferences(), next);
                replaced++;
            }
        }
        return replaced > 0;
    }

    private boolean mayReplace(Refresh refresh, SimulatedInstance next) {
        int present = 0;
        int ready = 0;
        for (SimulatedInstance member : state.members()) {
            present += counts(member) ? member.weight() : 0;
            ready += refresh.isReady(member) ? member.weight() : 0;
        }
        int desired = state.size().desired();
        if (launchesFirst(refresh.preferences())) {
            return missing() == 0 && pairs(next) <= most(refresh.preferences(), desired, next);
        }
        int least = (desired * refresh.preferences().minHealthyPercent() + 99) / 100;
        boolean whole = ready >= desired && present == ready;
        return ready - next.weight() >= least || whole;
    }

    /** What the group is short of without those that make way. */
    private int missing() {
        int staying = 0;
        for (SimulatedInstance member : state.members()) {
            staying += counts(member) && !replacements.contains(member) ? member.weight() : 0;
        }
        return Math.max(0, state.size().desired() - staying - replacements.units());
    }

    /** What the group would hold if one more were to make way for another. */
    private int pairs(SimulatedInstance next) {
        return state.size().desired() + replacements.units() + next.weight();
    }

    private static int most(RefreshPreferences preferences, int desired, SimulatedInstance next) {
        Integer percent = preferences.maxHealthyPercent();
        return Math.max(desired + next.weight(), desired * (percent == null ? 100 : percent) / 100);
    }

    private boolean launchesFirst(RefreshPreferences preferences) {
        Integer most = preferences.maxHealthyPercent();
        return state.launchesFirst() || preferences.minHealthyPercent() == 100 || (most != null && most > 100);
    }

    private void begin(RefreshPreferences preferences, SimulatedInstance instance) {
        if (launchesFirst(preferences)) {
            replacements.add(instance);
        } else {
            terminator.end(instance);
        }
    }
}
