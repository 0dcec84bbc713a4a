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

    /** One bar of all answers, the older version's in full, the newer one's in outline. */
    private static String bar(List<Answer> answers) {
        List<String> versions = answers.stream()
                .map(Answer::version)
                .filter(version -> !version.isEmpty())
                .distinct()
                .sorted()
                .toList();
        if (versions.isEmpty()) {
            return "no answers";
        }
        String older = versions.get(0);
        long all = answers.stream().filter(answer -> !answer.failed()).count();
        long by = answers.stream()
                .filter(answer -> !answer.failed() && answer.version().equals(older))
                .count();
        int full = (int) Math.round((double) WIDTH * by / Math.max(1, all));
        return String.join(" → ", versions) + " ".repeat(versions.size() > 1 ? 1 : 6)
                + (older.equals("v1") ? "█" : "░").repeat(full)
                + "░".repeat(WIDTH - full) + " " + by + " : " + (all - by)
                + (answers.size() > all ? ", FAILED " + (answers.size() - all) : "");
    }
}
