package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.aws.moto.MotoEnvironment;
import dev.verdigris.aws.moto.MotoWorld;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A refresh whose process is ended at one of the requests that change something, then the documented recovery in another
 * process: the environment ends as if nothing had happened, or as it was before.
 *
 * <p>Only a share of the cases, spread over all of them, is run with the other tests; all are with {@code mvn verify
 * -Dverdigris.sweep=full}.
 */
@Execution(ExecutionMode.CONCURRENT)
class KillSweepEndToEndTest {
    private static final boolean FULL = "full".equals(System.getProperty("verdigris.sweep"));
    /** One in so many cases is run with the other tests. */
    private static final int SHARE = 7;

    /** What happens to the process at the request. */
    private enum Way {
        /** SIGKILL before Moto gets the request. */
        KILLED_BEFORE,
        /** SIGKILL when Moto has carried it out and the answer is on its way. */
        KILLED_AFTER,
        /** SIGTERM, which the process answers by itself. */
        TOLD_TO_END
    }

    /** What is done then. */
    private enum Recovery {
        RESUME,
        ABORT,
        NONE
    }

    /**
     * A case.
     *
     * @param point which of the requests that change something, from 1
     * @param action its action
     */
    private record Case(int point, String action, Way way, Recovery recovery) {
        @Override
        public String toString() {
            return way + " at " + point + " (" + action + "), " + recovery;
        }
    }

    /** What became of a case; wrong is null if nothing is. */
    private record Result(
            Case sweep, boolean recovered, @Nullable String wrong) {}

    @Test
    void a_process_ended_at_any_change_is_recovered_cleanly() throws Exception {
        MotoEnvironment model = environment();
        Aftermath before = Aftermath.of(model);
        List<String> actions = new ArrayList<>();
        try (Interposed proxy = new Interposed(model.world().endpoint(), (action, body, moto) -> {
            if (Interposed.changes(action)) {
                actions.add(action);
            }
            return moto.answer();
        })) {
            refresh(model, proxy.endpoint()).ended().exiting(0);
        }
        Aftermath after = Aftermath.of(model);
        assertThat(after.deployment()).isNull();
        assertThat(after.findings()).isEmpty();
        assertThat(actions).hasSizeGreaterThan(10);

        List<Case> all = cases(actions);
        List<Case> chosen = FULL
                ? all
                : IntStream.range(0, all.size())
                        .filter(i -> i % SHARE == 0)
                        .mapToObj(all::get)
                        .toList();
        List<Result> results = results(chosen, before, after);

        List<String> wrong =
                results.stream().map(Result::wrong).filter(Objects::nonNull).toList();
        System.out.printf(
                "kill sweep: %d points %s; %d of %d cases: %d recovered, %d clean%n",
                actions.size(),
                actions,
                results.size(),
                all.size(),
                results.stream().filter(Result::recovered).count(),
                results.size() - wrong.size());
        assertThat(wrong).isEmpty();
    }

    private static List<Case> cases(List<String> actions) {
        List<Case> cases = new ArrayList<>();
        for (int point = 1; point <= actions.size(); point++) {
            String action = actions.get(point - 1);
            for (Way way : List.of(Way.KILLED_BEFORE, Way.KILLED_AFTER)) {
                cases.add(new Case(point, action, way, Recovery.RESUME));
                cases.add(new Case(point, action, way, Recovery.ABORT));
            }
            cases.add(new Case(point, action, Way.TOLD_TO_END, Recovery.NONE));
        }
        return cases;
    }

    /** Two at a time: most of a case is waiting for processes to start. */
    private static List<Result> results(List<Case> cases, Aftermath before, Aftermath after)
            throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            List<Future<Result>> results = new ArrayList<>();
            for (Case one : cases) {
                results.add(pool.submit(() -> run(one, before, after)));
            }
            List<Result> done = new ArrayList<>();
            for (Future<Result> result : results) {
                done.add(result.get());
            }
            return done;
        } finally {
            pool.shutdownNow();
        }
    }

    private static Result run(Case one, Aftermath before, Aftermath after) {
        MotoEnvironment beta = environment();
        Ran ended = interrupted(one, beta);
        Aftermath expected;
        try {
            expected = one.way() == Way.TOLD_TO_END
                    ? (ended.exit() == ExitCode.DONE ? after : before)
                    : recovered(one, beta, ended, before, after);
        } catch (AssertionError e) {
            return new Result(one, false, one + ": " + e.getMessage());
        }
        Aftermath found = Aftermath.of(beta);
        boolean clean = found.equals(expected) && (one.way() != Way.TOLD_TO_END || saysSo(ended));
        return new Result(
                one,
                true,
                clean ? null : one + ": expected " + expected + ", found " + found + "\n" + ended.out() + ended.err());
    }

    private static boolean saysSo(Ran ended) {
        String outcome = String.valueOf(ended.json().get("outcome"));
        return switch (ended.exit()) {
            case ExitCode.DONE -> outcome.equals("SUCCEEDED");
            case ExitCode.REFUSED -> outcome.equals("REFUSED");
            case ExitCode.ROLLED_BACK -> outcome.equals("ROLLED_BACK");
            default -> false;
        };
    }

    private static Ran interrupted(Case one, MotoEnvironment beta) {
        AtomicInteger changes = new AtomicInteger();
        CompletableFuture<Jar> process = new CompletableFuture<>();
        try (Interposed proxy = new Interposed(beta.world().endpoint(), (action, body, moto) -> {
            if (!Interposed.changes(action) || changes.incrementAndGet() != one.point()) {
                return moto.answer();
            }
            switch (one.way()) {
                case TOLD_TO_END -> process.join().terminate();
                case KILLED_AFTER -> {
                    moto.answer();
                    process.join().kill();
                    throw new IOException("nobody to answer");
                }
                case KILLED_BEFORE -> {
                    process.join().kill();
                    throw new IOException("nobody to ask for");
                }
            }
            return moto.answer();
        })) {
            process.complete(refresh(beta, proxy.endpoint()));
            return process.join().ended();
        }
    }

    /** Does what the documentation says, and says how it must be then. */
    private static Aftermath recovered(Case one, MotoEnvironment beta, Ran killed, Aftermath before, Aftermath after) {
        killed.exiting(137);
        boolean inProgress = Aftermath.of(beta).deployment() != null;
        boolean unchanged = before.equals(Aftermath.of(beta));
        if (one.recovery() == Recovery.RESUME) {
            if (inProgress) {
                cli(beta, "resume", "--take-over").exiting(ExitCode.DONE);
            } else {
                cli(beta, "resume", "--take-over").exiting(ExitCode.REFUSED);
                if (unchanged) {
                    cli(beta, "refresh").exiting(ExitCode.DONE);
                }
            }
            return after;
        }
        Ran aborted = cli(beta, "abort", "--take-over");
        if (aborted.exit() == ExitCode.DONE) {
            return before;
        }
        aborted.exiting(ExitCode.REFUSED);
        if (!inProgress) {
            return unchanged ? before : after;
        }
        assertThat(aborted.err()).contains("point of no return", "environment resume --take-over");
        cli(beta, "resume", "--take-over").exiting(ExitCode.DONE);
        return after;
    }

    private static MotoEnvironment environment() {
        return MotoWorld.fresh().environment("beta").create();
    }

    private static Jar refresh(MotoEnvironment beta, URI endpoint) {
        return start(beta, endpoint, "refresh");
    }

    private static Ran cli(MotoEnvironment beta, String... command) {
        return start(beta, beta.world().endpoint(), command).ended();
    }

    private static Jar start(MotoEnvironment beta, URI endpoint, String... command) {
        List<String> words =
                new ArrayList<>(List.of("--env", "beta", "--endpoint-url", endpoint.toString(), "environment"));
        words.addAll(List.of(command));
        words.addAll(List.of("--yes", "--json", "--poll-interval", "50ms"));
        return Jar.start(beta.world().processEnvironment(), words.toArray(String[]::new));
    }
}
