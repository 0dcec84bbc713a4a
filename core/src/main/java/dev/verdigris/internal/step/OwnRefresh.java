package dev.verdigris.internal.step;

import dev.verdigris.internal.plan.RefreshTerms;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.InstanceRefresh;
import dev.verdigris.model.RefreshPreferences;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the instance refresh of a deployment among those of its group. Starting one takes no token of ours, so that an
 * answer that is lost is found again by what is known: it is newer than the newest one that the deployment state names from
 * before, and was started with what we ask for. Of several it is the first, since a group has one at a time. One that
 * somebody else starts in that very moment, with every preference that ours names, does what ours would have done, and is
 * taken for it.
 *
 * @param own the one that is ours; null if none is shown
 * @param other the one in progress that is somebody else's; null if none is shown
 */
record OwnRefresh(@Nullable InstanceRefresh own, @Nullable InstanceRefresh other) {

    static OwnRefresh look(RefreshTerms terms, Scene scene) {
        List<InstanceRefresh> all = scene.refreshes().of(terms.color());
        InstanceRefresh own = own(terms, scene.refreshes().started(), all);
        InstanceRefresh newest = all.isEmpty() ? null : all.get(0);
        boolean others = newest != null && newest.status().active() && !newest.equals(own);
        return new OwnRefresh(own, others ? newest : null);
    }

    private static @Nullable InstanceRefresh own(
            RefreshTerms terms, @Nullable String started, List<InstanceRefresh> all) {
        List<InstanceRefresh> candidates = new ArrayList<>();
        for (InstanceRefresh refresh : all) {
            if (refresh.id().equals(terms.base().newest())) {
                break;
            }
            if (refresh.id().equals(started)) {
                return refresh;
            }
            if (asked(terms.preferences(), refresh.preferences())) {
                candidates.add(refresh);
            }
        }
        return started != null || candidates.isEmpty() ? null : candidates.get(candidates.size() - 1);
    }

    /** What we leave to AWS may be told as anything. */
    private static boolean asked(RefreshPreferences ours, RefreshPreferences found) {
        return ours.minHealthyPercent() == found.minHealthyPercent()
                && leftOrSame(ours.maxHealthyPercent(), found.maxHealthyPercent())
                && leftOrSame(ours.warmup(), found.warmup())
                && ours.checkpoints().equals(found.checkpoints())
                && (ours.checkpoints().isEmpty() || ours.checkpointDelay().equals(found.checkpointDelay()))
                && (ours.bake().isZero() || ours.bake().equals(found.bake()))
                && ours.skipMatching() == found.skipMatching()
                && ours.standby() == found.standby()
                && ours.scaleInProtected() == found.scaleInProtected()
                && (!ours.autoRollback() || found.autoRollback())
                && Objects.equals(ours.templateVersion(), found.templateVersion());
    }

    private static boolean leftOrSame(@Nullable Object ours, @Nullable Object found) {
        return ours == null || ours.equals(found);
    }
}
