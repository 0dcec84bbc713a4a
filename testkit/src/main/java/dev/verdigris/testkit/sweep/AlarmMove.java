package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Alarm.State;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.testkit.CallFault;
import dev.verdigris.testkit.Operations;
import dev.verdigris.testkit.SimulatedCloud;
import java.time.Duration;
import java.util.List;

/** Moves of the world that bear on alarms. Each passes after a while. */
enum AlarmMove implements Move {
    /** What the alarms watch is beyond its threshold. */
    RED("the alarms turn red for two minutes") {
        @Override
        public void happen(SimulatedCloud cloud, Environment environment, Color color) {
            set(cloud, State.ALARM);
            cloud.after(LASTS, () -> set(cloud, State.OK));
        }
    },
    /** CloudWatch cannot evaluate them, which leaves their states as they are. */
    UNEVALUATED("the alarms are not evaluated for two minutes") {
        @Override
        public void happen(SimulatedCloud cloud, Environment environment, Color color) {
            cloud.alarms().all().forEach(alarm -> alarm.stopEvaluating("EVALUATION_ERROR"));
            cloud.after(LASTS, () -> set(cloud, State.OK));
        }
    },
    /** Nobody may read them. */
    UNREADABLE("the alarms cannot be read for two minutes") {
        @Override
        public void happen(SimulatedCloud cloud, Environment environment, Color color) {
            CallFault denied = CallFault.denied(Operations.DESCRIBE_ALARMS);
            cloud.install(denied);
            cloud.after(LASTS, () -> cloud.remove(denied));
        }
    },
    /** Somebody deletes one, and makes it again. */
    DELETED("an alarm is deleted for two minutes") {
        @Override
        public void happen(SimulatedCloud cloud, Environment environment, Color color) {
            String name = ERRORS;
            cloud.alarms().delete(name);
            cloud.after(LASTS, () -> {
                cloud.alarms().delete(name);
                cloud.alarms().create(name);
            });
        }
    };

    /** An alarm of each account in which any is watched. */
    static final String ERRORS = "errors";

    private static final Duration LASTS = Duration.ofMinutes(2);

    private final String words;

    AlarmMove(String words) {
        this.words = words;
    }

    private static void set(SimulatedCloud cloud, State state) {
        cloud.alarms().all().forEach(alarm -> alarm.set(state, "by a move"));
    }

    @Override
    public List<Color> swept() {
        return List.of(Color.BLUE);
    }

    @Override
    public String toString() {
        return words;
    }
}
