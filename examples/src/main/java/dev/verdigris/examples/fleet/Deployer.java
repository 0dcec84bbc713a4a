package dev.verdigris.examples.fleet;

import dev.verdigris.BlueGreen;
import dev.verdigris.error.RefusedException;
import dev.verdigris.event.Event;
import dev.verdigris.examples.fleet.cloud.Program;
import dev.verdigris.model.Environment;
import dev.verdigris.request.Recovery;
import java.nio.file.Path;

/**
 * A process that deploys, resumes or aborts on a cloud that another process runs, and says what it does: {@code step ID},
 * {@code done ID}, and in the end {@code outcome TEXT}. It is made to be killed.
 */
public final class Deployer {
    /** The word before the name of a step that begins. */
    static final String STEP = "step ";

    /** The word before the name of a step that is done. */
    static final String DONE = "done ";

    /** The word before the outcome. */
    static final String OUTCOME = "outcome ";

    /** How the outcome begins of what was refused. */
    static final String REFUSED = "Refused: ";

    private Deployer() {}

    /** The folder of the cloud, the strategy, and {@code deploy}, {@code resume} or {@code abort}. */
    public static void main(String[] args) {
        Program.onLeash();
        Environment environment = Strategy.named(args[1]).environment();
        BlueGreen blueGreen = Fleet.on(Path.of(args[0]), Deployer::say);
        say(OUTCOME + outcome(blueGreen, args[2], environment));
        System.exit(0);
    }

    private static String outcome(BlueGreen blueGreen, String verb, Environment environment) {
        try {
            return switch (verb) {
                case "deploy" -> blueGreen.deploy(Fleet.deployment(environment)).toString();
                case "resume" -> blueGreen.resume(Recovery.of(environment)).toString();
                case "abort" -> blueGreen.abort(Recovery.of(environment)).toString();
                default -> throw new IllegalArgumentException("expected deploy, resume or abort, found " + verb);
            };
        } catch (RefusedException e) {
            return REFUSED + e.getMessage();
        }
    }

    private static void say(Event event) {
        if (event instanceof Event.StepStarted step) {
            say(STEP + step.step().id());
        } else if (event instanceof Event.StepDone step) {
            say(DONE + step.step().id());
        } else if (event instanceof Event.UndoStarted undo) {
            say(STEP + "undo of " + undo.step().id());
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
