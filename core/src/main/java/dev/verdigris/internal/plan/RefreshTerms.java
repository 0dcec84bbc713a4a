package dev.verdigris.internal.plan;

import dev.verdigris.internal.text.Words;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.RefreshPreferences;
import dev.verdigris.request.RollingRefresh;
import org.jspecify.annotations.Nullable;

/**
 * The terms of a rolling refresh: the same for all its steps, and fixed when it is planned.
 *
 * @param request what was asked for
 * @param color the color that serves
 * @param desired the desired capacity of its group when it was planned
 * @param unit what that counts
 * @param base what it begins from
 * @param released what is selected, and what serves; null if nobody has asked for a release
 */
public record RefreshTerms(
        RollingRefresh request,
        Color color,
        int desired,
        String unit,
        RefreshBase base,
        @Nullable Released released) {

    /** The terms of a rolling refresh. */
    public static RefreshTerms of(RollingRefresh request, Preimage preimage) {
        Color color = preimage.active();
        RefreshBase base = preimage.known().refreshed();
        if (color == null || base == null) {
            throw new IllegalStateException("a rolling refresh needs a color that serves");
        }
        return new RefreshTerms(
                request, color, preimage.size(color).desired(), preimage.unit(), base, preimage.released());
    }

    /** The release that is selected again on the way back: what serves; null if that is not known. */
    public @Nullable String rewound() {
        return released == null ? null : released.of(color);
    }

    /**
     * What is known of releases once it has been rolled back.
     *
     * @param mixed whether something of it is left, so that nobody can say what serves
     */
    public @Nullable Released undone(boolean mixed) {
        String rewound = rewound();
        if (released == null || rewound == null) {
            return released;
        }
        Released selected = released.selecting(rewound);
        return mixed ? selected.deployed(color, null) : selected;
    }

    /** The group that is refreshed. */
    public GroupName group() {
        return request.environment().group(color);
    }

    /**
     * The preferences as they are sent: an instance has as long to warm up as it may take to become healthy, unless it is
     * said otherwise.
     */
    public RefreshPreferences preferences() {
        RefreshPreferences asked = request.preferences();
        return asked.withWarmup(
                        asked.warmup() == null ? request.policy().deadlines().healthy() : asked.warmup())
                .withAutoRollback(base.reversible());
    }

    /** The capacity that Auto Scaling keeps in service of so much: it replaces one at least. */
    public int kept(int capacity) {
        return kept(request.preferences(), capacity);
    }

    static int kept(RefreshPreferences preferences, int capacity) {
        int least = (capacity * preferences.minHealthyPercent() + 99) / 100;
        Integer most = preferences.maxHealthyPercent();
        boolean launchesFirst = preferences.minHealthyPercent() == 100 || (most != null && most > 100);
        return launchesFirst ? least : Math.max(0, Math.min(least, capacity - 1));
    }

    /** The most that the group holds meanwhile. */
    static int most(RefreshPreferences preferences, int capacity) {
        @Nullable Integer percent = preferences.maxHealthyPercent();
        boolean launchesFirst = preferences.minHealthyPercent() == 100 || (percent != null && percent > 100);
        int share = capacity * (percent == null ? 100 : percent) / 100;
        return launchesFirst ? Math.max(capacity + 1, share) : capacity;
    }

    /** A capacity, in words. */
    public String capacity(int size) {
        return Words.count(size, unit);
    }
}
