package dev.verdigris.internal.engine;

import dev.verdigris.error.StepFailedException;
import dev.verdigris.internal.step.Progress;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.plan.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** The steps that are done and of which some must stay so: those are checked again at each poll of a later one. */
final class Standing {
    private final Scene scene;
    private final Poller poller;

    /** From when each is done, for as long as it can be upheld. */
    private final List<StepRun> steps = new ArrayList<>();

    Standing(Scene scene, Poller poller) {
        this.scene = scene;
        this.poller = poller;
    }

    void add(StepRun done) {
        steps.add(done);
    }

    /** Polls a step, but first those that must stay done: while one is not, the step itself is not asked. */
    Answer poll(StepRun run) {
        Phase phase = run.planned().phase();
        scene.beginPoll();
        for (StepRun earlier : steps) {
            if (earlier.step().standing(phase)) {
                Answer answer = poller.ask(earlier, () -> earlier.uphold(phase));
                if (!answer.done()) {
                    return answer;
                }
            }
        }
        return poller.ask(run, run::perform);
    }

    /**
     * Polls a step past the point of no return: what cannot stay so is left there, and in nothing's way.
     *
     * @param lapses is told what cannot, once, and why
     */
    Answer pollWhateverFails(StepRun run, BiConsumer<StepRun, StepFailedException> lapses) {
        Phase phase = run.planned().phase();
        scene.beginPoll();
        for (StepRun earlier : List.copyOf(steps)) {
            if (run.step().lasting() && earlier.step().standing(phase)) {
                Answer answer = poller.ask(earlier, () -> earlier.uphold(phase));
                if (answer.progress() instanceof Progress.Failed failed) {
                    steps.remove(earlier);
                    lapses.accept(
                            earlier,
                            answer.failure(failed.problem(), failed.remedy()).exception());
                }
            }
        }
        return poller.ask(run, run::perform);
    }
}
