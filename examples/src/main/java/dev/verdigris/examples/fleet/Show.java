package dev.verdigris.examples.fleet;

import dev.verdigris.event.Event;
import dev.verdigris.event.Listener;
import dev.verdigris.port.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Shows on a terminal how requests move from one version to the other: a line each half second, and the steps between them. */
final class Show implements Listener {
    private static final Duration LINE = Duration.ofMillis(500);
    private static final int WIDTH = 40;
    private static final String OLDER = "v1";

    private final TimeSource time = TimeSource.system();
    private final long began = time.nanoTime();
    private final UnderLoad fleet;
    private int shown;

    private Show(Strategy strategy) {
        this.fleet = UnderLoad.start(strategy, this);
    }

    /** Whether a deployment by a strategy and its rollback ended as they should, without a failed request. */
    static boolean of(Strategy strategy) {
        System.out.println("starting three processes, Envoy and the load …");
        Show show = new Show(strategy);
        Thread lines = new Thread(show::lines, "traffic");
        lines.setDaemon(true);
        lines.start();
        try (UnderLoad fleet = show.fleet) {
            System.out.println(fleet.deployForAWhile());
            System.out.println(fleet.rollback());
            lines.interrupt();
            fleet.quieten();
            Measured all = fleet.measured();
            System.out.println(
                    all.answers().size() + " requests, " + all.failed().size() + " failed, " + all.mixed()
                            + " answered by the old version after the first answer of the new one");
            all.failed().forEach(failed -> System.out.println(all.story(failed)));
            return all.failed().isEmpty() && all.astray().isEmpty();
        }
    }

    @Override
    public void on(Event event) {
        if (event instanceof Event.StepStarted step) {
            print(step.step().sentence());
        }
    }

    private void print(String line) {
        System.out.printf(Locale.ROOT, "%6.1f s  %s%n", (time.nanoTime() - began) / 1e9, line);
    }

    private void lines() {
        try {
            while (true) {
                time.sleep(LINE);
                List<Answer> answers = fleet.load().answers();
                print(bar(answers.subList(shown, answers.size())));
                shown = answers.size();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A bar of the quick answers, the older version's in full, the newer one's in outline; and who finished slow ones. */
    static String bar(List<Answer> answers) {
        List<Answer> quick = answers.stream().filter(answer -> !answer.slow()).toList();
        long older = by(quick, OLDER);
        long all = quick.stream().filter(answer -> !answer.failed()).count();
        long failed = answers.stream().filter(Answer::failed).count();
        int full = (int) Math.round((double) WIDTH * older / Math.max(1, all));
        return "v1 " + "█".repeat(full) + "░".repeat(all == 0 ? 0 : WIDTH - full) + " v2  "
                + older + " : " + (all - older)
                + (by(answers, OLDER) > older ? "  v1 ends a slow one" : "")
                + (failed > 0 ? "  FAILED " + failed : "");
    }

    private static long by(List<Answer> answers, String version) {
        return answers.stream()
                .filter(answer -> !answer.failed() && answer.version().equals(version))
                .count();
    }
}
