package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.testkit.SimulatedCloud;
import dev.verdigris.testkit.SimulatedFollower;
import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** An account in which two followers act on the active color: a router that takes a while, and the consumers of a queue. */
enum FollowersAccount implements Account {
    /** They confirm, and release what they have left, in time. */
    WELL {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            cloud.createFollower(environment, "router").setTakingOver(Duration.ofSeconds(15));
            cloud.createFollower(environment, "queue")
                    .setLingering(Duration.ofSeconds(45))
                    .setUnsure(Duration.ofSeconds(30));
        }
    },
    /** Besides, they crash now and then, and use for a while what they had released. */
    MOODY {
        @Override
        public void hold(SimulatedCloud cloud, Environment environment) {
            SplittableRandom random = new SplittableRandom(cloud.seed() * 31 + 7);
            SimulatedFollower router = cloud.createFollower(environment, "router");
            SimulatedFollower queue = cloud.createFollower(environment, "queue");
            router.setTakingOver(Duration.ofSeconds(random.nextInt(60)));
            queue.setLingering(Duration.ofSeconds(random.nextInt(300)));
            queue.setUnsure(Duration.ofSeconds(random.nextInt(90)));
            Duration crash = Duration.ofSeconds(random.nextInt(600));
            cloud.after(crash, router::crash);
            cloud.after(crash.plusSeconds(random.nextInt(400)), router::recover);
            Duration use = Duration.ofSeconds(random.nextInt(900));
            Color color = random.nextBoolean() ? Color.BLUE : Color.GREEN;
            cloud.after(use, () -> queue.use(color));
            cloud.after(use.plusSeconds(random.nextInt(900)), () -> queue.release(color));
        }
    };

    @Override
    public @Nullable String refusal() {
        return null;
    }

    @Override
    public String toString() {
        return this == WELL ? "followers" : "moody followers";
    }
}
