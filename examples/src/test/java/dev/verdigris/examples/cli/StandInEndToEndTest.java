package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.aws.moto.MotoEnvironment;
import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.model.Color;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The packaged CLI about a stand-in of AWS that does not know instance refreshes, as Moto comes. */
@Execution(ExecutionMode.CONCURRENT)
class StandInEndToEndTest {
    private static final String REFRESHES = "DescribeInstanceRefreshes";

    private final MotoWorld world = MotoWorld.fresh();
    private final MotoEnvironment beta = world.environment("beta").create();
    private final Set<String> actions = ConcurrentHashMap.newKeySet();
    private final Interposed plain = new Interposed(world.endpoint(), (action, body, moto) -> {
        actions.add(action);
        return action.equals(REFRESHES) ? new Interposed.Answer(500, "") : moto.answer();
    });

    @AfterEach
    void close() {
        plain.close();
    }

    private Ran cli(String... words) {
        String[] all = new String[words.length + 6];
        System.arraycopy(
                new String[] {
                    "--env",
                    "beta",
                    "--poll-interval",
                    "200ms",
                    "--endpoint-url",
                    plain.endpoint().toString()
                },
                0,
                all,
                0,
                6);
        System.arraycopy(words, 0, all, 6, words.length);
        return Jar.run(world.processEnvironment(), all);
    }

    @Test
    void it_is_deployed_on_where_that_is_said_and_not_asked_for_them() {
        cli("--without-instance-refreshes", "environment", "refresh", "--yes").exiting(0);

        assertThat(actions).doesNotContain(REFRESHES);
        assertThat(beta.registered(Color.GREEN)).hasSize(3);
        assertThat(cli("--without-instance-refreshes", "environment", "refresh", "--strategy", "rolling", "--yes")
                        .exiting(3)
                        .err())
                .contains("instanceRefreshes");
    }

    @Test
    void where_it_is_not_said_nothing_is_begun_and_the_call_is_named() {
        assertThat(cli("environment", "refresh", "--yes").exit()).isNotZero();

        assertThat(actions).contains(REFRESHES).doesNotContain("UpdateAutoScalingGroup");
    }
}
