package dev.verdigris.internal.store;

import dev.verdigris.error.PortException;
import dev.verdigris.internal.state.Interrupts;
import dev.verdigris.internal.text.StoredText;
import dev.verdigris.internal.text.Words;
import dev.verdigris.port.DeploymentStore;
import dev.verdigris.port.TimeSource;
import dev.verdigris.report.Finding;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tries a store on scratch entries of its own, which it deletes again. */
public final class StoreTrial {
    private static final Duration LONGEST_RACE = Duration.ofSeconds(60);

    private final DeploymentStore store;
    private final TimeSource time;
    private final String scratch;

    /**
     * @param store the store
     * @param time the time
     * @param scratch the name of the scratch entry; of no environment
     */
    public StoreTrial(DeploymentStore store, TimeSource time, String scratch) {
        this.store = store;
        this.time = time;
        this.scratch = scratch;
    }

    /**
     * The result of a trial: what was seen, in words, and what is wrong. Not complete if something could not be tried.
     */
    public record Result(List<String> seen, List<Finding> findings, boolean complete) {}

    /**
     * Tries the conditions one after the other, and if there are rounds, in a race.
     *
     * @throws PortException if the store does not answer, or does not allow it
     */
    public Result run(int rounds) {
        Notes notes = new Notes();
        if (!store.delete(scratch)) {
            notes.see(
                    "nothing was tried: this store deletes nothing, so a check could not clean up after itself; hold it to"
                            + " DeploymentStoreContract of the testkit");
            return new Result(notes.seen(), notes.findings(), false);
        }
        try {
            tryAll(rounds, notes);
        } catch (RuntimeException e) {
            try {
                cleanUp();
            } catch (PortException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
        cleanUp();
        return new Result(notes.seen(), notes.findings(), true);
    }

    /** An interrupt that ended the race would break this off, too. */
    private void cleanUp() {
        Interrupts.deferred(() -> store.delete(scratch));
    }

    private void tryAll(int rounds, Notes notes) {
        new Conditions(store, scratch, notes).tryAll();
        if (store.leasesExpire()) {
            race(rounds, notes);
        } else {
            notes.see(
                    "this store has no compare-and-set, so there is nothing to race: a deployment whose process died is"
                            + " taken over only when an operator says so (--take-over), and before each change the store is asked"
                            + " who holds the environment");
        }
    }

    private void race(int rounds, Notes notes) {
        if (!notes.clean()) {
            return;
        }
        if (rounds == 0) {
            notes.see("nothing was raced: a store that checks and then acts answers each request alone as it should");
            return;
        }
        try (Race race = new Race(store, scratch)) {
            race("create", rounds, notes, round -> {
                store.delete(scratch);
                return race.run("create " + round, null, null);
            });
            race("replace", rounds, notes, round -> {
                DeploymentStore.Stored before = store.find(scratch);
                return race.run(
                        "replace " + round,
                        before == null ? null : before.revision(),
                        before == null ? null : before.text());
            });
        }
    }

    private void race(String verb, int rounds, Notes notes, Function<Integer, Race.Round> round) {
        long began = time.nanoTime();
        Tally tally = new Tally();
        while (tally.rounds < rounds && time.nanoTime() - began < LONGEST_RACE.toNanos()) {
            tally.add(round.apply(tally.rounds));
        }
        String raced = Race.RACERS + " who " + verb + " at once, " + Words.count(tally.rounds, "round");
        if (tally.bad > 0) {
            notes.find(
                    "expected one winner of " + raced + ", found " + tally.worst + " in " + tally.bad + " of them",
                    "two deployments of one environment could run at once: " + Notes.OTHER_STORE);
        } else {
            notes.see("of " + raced + ", one won each time");
        }
        if (tally.torn != null) {
            notes.find(
                    "expected each read during a write to show a whole text, found one that nobody wrote: '"
                            + StoredText.beginning(tally.torn) + "'",
                    "who reads at that moment is told that the deployment state is unreadable: " + Notes.OTHER_STORE);
        } else {
            notes.see(Words.count(tally.reads, "read") + " meanwhile showed whole texts");
        }
    }

    /** The rounds of a race. */
    private static final class Tally {
        private int rounds;
        private int bad;
        private int most;
        private int reads;
        private String worst = "";
        private @Nullable String torn;

        void add(Race.Round round) {
            rounds++;
            reads += round.reads();
            torn = torn == null ? round.torn() : torn;
            if (round.wrong() != null) {
                bad++;
                if (bad == 1 || round.winners() > most) {
                    worst = round.winners() > 1 ? "up to " + round.wrong() : round.wrong();
                }
                most = Math.max(most, round.winners());
            }
        }
    }
}
