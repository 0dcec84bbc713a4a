package dev.verdigris.testkit;

import dev.verdigris.model.GroupName;
import dev.verdigris.model.Launch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The launches among a group's scaling activities, newest first. */
final class Activities {

    /** The number of launches that are remembered: as many as one page of AWS's activities holds. */
    private static final int REMEMBERED = 100;

    private final World world;
    private final GroupName group;
    private final Deque<Activity> activities = new ArrayDeque<>();
    private int number;
    private @Nullable List<Launch> view;

    Activities(World world, GroupName group) {
        this.world = world;
        this.group = group;
    }

    /** Something begins now that is no launch, so that nothing shows of it here. */
    Activity beginUnseen() {
        return new Activity("", World.BEGINNING.plusNanos(world.now()));
    }

    /** A launch begins now. */
    Activity begin() {
        Activity activity = new Activity(group.value() + "-" + ++number, World.BEGINNING.plusNanos(world.now()));
        activities.addFirst(activity);
        if (activities.size() > REMEMBERED) {
            activities.removeLast();
        }
        view = null;
        return activity;
    }

    /** Launches failed that long ago. */
    void recall(int number, String why, Duration ago) {
        for (int i = 0; i < number; i++) {
            Activity activity = begin();
            activity.started = activity.started.minus(ago);
            activity.fail(why);
        }
        List<Activity> sorted = new ArrayList<>(activities);
        sorted.sort(
                Comparator.comparing((Activity activity) -> activity.started).reversed());
        activities.clear();
        activities.addAll(sorted);
    }

    /** The launches as the port shows them. */
    List<Launch> recent() {
        if (view == null) {
            List<Launch> recent = new ArrayList<>(activities.size());
            for (Activity activity : activities) {
                recent.add(activity.view());
            }
            view = Collections.unmodifiableList(recent);
        }
        return view;
    }

    /** One attempt to launch. */
    final class Activity {
        private final String id;
        private Instant started;
        private Launch.State state = Launch.State.RUNNING;
        private String message = "";

        private Activity(String id, Instant started) {
            this.id = id;
            this.started = started;
        }

        void succeed() {
            state = Launch.State.SUCCEEDED;
            view = null;
        }

        void fail(String why) {
            state = Launch.State.FAILED;
            message = why;
            view = null;
        }

        private Launch view() {
            return new Launch(id, state, message, started);
        }
    }
}
