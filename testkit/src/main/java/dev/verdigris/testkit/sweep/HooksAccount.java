package dev.verdigris.testkit.sweep;

import dev.verdigris.hook.Hook;
import dev.verdigris.model.Environment;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedHook;
import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** An account whose deployments call a hook at each point. */
enum HooksAccount implements Account {
    /** Each is done in time; some of them take a while. */
    WELL {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            int seconds = 0;
            for (Hook.Point point : Hook.Point.values()) {
                cloud.createHook(point.label(), point).setTaking(Duration.ofSeconds(seconds));
                seconds = (seconds + 7) % 21;
            }
        }
    },
    /** Besides, they crash now and then, and one of them fails for a while. */
    MOODY {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            SplittableRandom random = new SplittableRandom(cloud.seed() * 41 + 3);
            for (Hook.Point point : Hook.Point.values()) {
                SimulatedHook hook = cloud.createHook(point.label(), point);
                hook.setTaking(Duration.ofSeconds(random.nextInt(60)));
                if (random.nextInt(3) == 0) {
                    Duration crash = Duration.ofSeconds(random.nextInt(900));
                    cloud.after(crash, hook::crash);
                    cloud.after(crash.plusSeconds(random.nextInt(400)), hook::recover);
                }
                if (random.nextInt(12) == 0) {
                    hook.setFailing(true);
                    cloud.after(Duration.ofSeconds(random.nextInt(900)), () -> hook.setFailing(false));
                }
                if (random.nextInt(12) == 0) {
                    hook.setUndoFailing(true);
                    cloud.after(Duration.ofSeconds(random.nextInt(1200)), () -> hook.setUndoFailing(false));
                }
            }
        }
    };

    @Override
    public @Nullable String refusal() {
        return null;
    }

    @Override
    public String toString() {
        return this == WELL ? "hooks" : "moody hooks";
    }
}
