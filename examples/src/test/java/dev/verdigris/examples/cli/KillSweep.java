package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A command whose process is ended at one of the requests that change something, then the documented recovery in another
 * process: the environment ends as if nothing had happened, or as it was before.
 *
 * <p>Only a share of the cases, spread over all of them, is run with the other tests; all are with {@code mvn verify
 * -Dverdigris.sweep=full}.
 */
final class KillSweep {
    private static final boolean FULL = "full".equals(System.getProperty("verdigris.sweep"));

    /** An environment on Moto, in an account of its own. */
    interface Subject {
        /** Where its server listens. */
        URI endpoint();

        /** Starts a command about it at an endpoint. */
        Jar start(URI endpoint, List<String> command);

        /** How it is now. */
        Aftermath aftermath();
    }

    private final String name;
    private final List<String> command;
    private final int share;
    private final Supplier<Subject> subjects;

    /**
     * A sweep.
     *
     * @param name what it is called where it prints what it did
     * @param command the command, of the environment
     * @param share one in so many cases is run with the other tests
     * @param subjects makes environments that are all alike
     */
    KillSweep(String name, List<String> command, int share, Supplier<Subject> subjects) {
        this.name = name;
        this.command = List.copyOf(command);
        this.share = share;
        this.subjects = subjects;
    }

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

    /** Runs the sweep, and says what was wrong with which case. */
    List<String> wrong() throws InterruptedException, ExecutionException {
        Subject model = subjects.get();
        Aftermath before = model.aftermath();
        List<String> actions = actions(model);
        Aftermath after = model.aftermath();
        assertThat(after.deployment()).isNull();
        assertThat(after.findings()).isEqualTo(before.findings());
        assertThat(actions).hasSizeGreaterThan(5);

        List<Case> all = cases(actions);
        List<Case> chosen = FULL
                ? all
                : IntStream.range(0, all.size())
                        .filter(i -> i % share == 0)
                        .mapToObj(all::get)
                        .toList();
        List<Result> results = results(chosen, before, after);

        List<String> wrong =
                results.stream().map(Result::wrong).filter(Objects::nonNull).toList();
        System.out.printf(
                "kill sweep of %s: %d points %s; %d of %d cases: %d recovered, %d clean%n",
                name,
                actions.size(),
                actions,
                results.size(),
                all.size(),
                results.stream().filter(Result::recovered).count(),
                results.size() - wrong.size());
        return wrong;
    }

    /** The requests of the command that change something. */
    private List<String> actions(Subject model) {
        List<String> actions = new ArrayList<>();
        try (Interposed proxy = new Interposed(model.endpoint(), (action, body, moto) -> {
            if (Interposed.changes(action)) {
                actions.add(action);
            }
            return moto.answer();
        })) {
            start(model, proxy.endpoint(), command).ended().exiting(0);
        }
        return actions;
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
    private List<Result> results(List<Case> cases, Aftermath before, Aftermath after)
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

    private Result run(Case one, Aftermath before, Aftermath after) {
        Subject beta = subjects.get();
        Ran ended = interrupted(one, beta);
        Aftermath expected;
        try {
            expected = one.way() == Way.TOLD_TO_END
                    ? (ended.exit() == ExitCode.DONE ? after : before)
                    : recovered(one, beta, ended, before, after);
        } catch (AssertionError e) {
            return new Result(one, false, one + ": " + e.getMessage());
        }
        Aftermath found = beta.aftermath();
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

    private Ran interrupted(Case one, Subject beta) {
        AtomicInteger changes = new AtomicInteger();
        CompletableFuture<Jar> process = new CompletableFuture<>();
        try (Interposed proxy = new Interposed(beta.endpoint(), (action, body, moto) -> {
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
            process.complete(start(beta, proxy.endpoint(), command));
            return process.join().ended();
        }
    }

    /** Does what the documentation says, and says how it must be then. */
    private Aftermath recovered(Case one, Subject beta, Ran killed, Aftermath before, Aftermath after) {
        killed.exiting(137);
        boolean inProgress = beta.aftermath().deployment() != null;
        boolean unchanged = before.equals(beta.aftermath());
        if (one.recovery() == Recovery.RESUME) {
            if (inProgress) {
                cli(beta, "resume", "--take-over").exiting(ExitCode.DONE);
            } else {
                cli(beta, "resume", "--take-over").exiting(ExitCode.REFUSED);
                if (unchanged) {
                    start(beta, beta.endpoint(), command).ended().exiting(ExitCode.DONE);
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

    private static Ran cli(Subject beta, String... command) {
        return start(beta, beta.endpoint(), List.of(command)).ended();
    }

    private static Jar start(Subject beta, URI endpoint, List<String> command) {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of("--yes", "--json", "--poll-interval", "50ms"));
        return beta.start(endpoint, words);
    }
}
