package dev.verdigris.internal.step;

import dev.verdigris.error.PortException;
import dev.verdigris.internal.plan.Terms;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.Replacements;
import dev.verdigris.internal.world.Scene;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Lifecycle;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of the new fleet that do not come up while the others do. After three quarters of a deadline the cutover does
 * without them, as far as the policy says. At its end they are replaced, as often as the policy says, and waited for as long
 * again: what would have failed without that is all that it changes.
 *
 * @param terms the switch
 * @param step the id of the step that waits for them
 * @param deadline how long that waits for those that are there
 * @param drain how long one of them may take to finish its requests before it ends
 */
public record Stragglers(Terms terms, String step, Duration deadline, Duration drain) {

    /** Those that a step waits for before any of them is registered. */
    static Stragglers unregistered(Terms terms, String step, Duration deadline) {
        return new Stragglers(terms, step, deadline, Duration.ZERO);
    }

    /** Those that are registered while a step waits for them. */
    public static Stragglers registered(Terms terms, String step, Duration deadline) {
        return new Stragglers(
                terms, step, deadline, terms.route().group(terms.to()).deregistrationDelay());
    }

    /** How long the step waits at most, for others in their place, too. */
    public Duration longest() {
        return replaces() ? deadline.multipliedBy(2).plus(drain) : deadline;
    }

    /** How long they are waited for and what becomes of them, to end a plan's sentence with. */
    public String sentence() {
        int enough = Need.least(terms, terms.expected());
        String without = enough == terms.expected()
                ? ""
                : "; after " + Words.duration(untilEnough()) + ", " + terms.share(enough) + " are enough";
        return Words.duration(deadline) + without + replacing();
    }

    /** The same of a wait that nobody is done without. */
    String strictly() {
        return Words.duration(deadline) + replacing();
    }

    private String replacing() {
        int most = terms.policy().replacements();
        return replaces()
                ? "; then " + (most == 1 ? "1 that is" : "up to " + most + " that are")
                        + " not may be replaced, and waited for as long again"
                : "";
    }

    private boolean replaces() {
        return terms.verb().renews() && terms.policy().replacements() > 0;
    }

    private Duration untilEnough() {
        return deadline.multipliedBy(3).dividedBy(4);
    }

    /** Whether what has come is enough, since what is missing has been waited for long enough. */
    boolean areDoneWithout(Scene scene, int have, int needed) {
        return scene.since(step).compareTo(untilEnough()) >= 0 && mayBeDoneWithout(scene, have, needed);
    }

    /** Whether what has come is enough, since the rest is not going to come. */
    boolean mayBeDoneWithout(Scene scene, int have, int needed) {
        boolean enough = have >= Need.least(terms, needed) && have < needed;
        if (enough) {
            scene.note(have + " of " + terms.capacity(needed) + " of " + terms.toGroup()
                    + " are enough, since the deployment tolerates that so many are missing");
        }
        return enough;
    }

    /**
     * How the step stands, which is not done: where its time is over, those that have ailed for half of it are replaced. That
     * is done if no more ail than may still be replaced, and no more than are well; else not they are bad, but what they run.
     *
     * @param notYet how it stands if they are waited for
     * @param ailing all that ail now, as the step sees it
     * @param well how many do not
     */
    public Progress replaced(Scene scene, Progress.NotYet notYet, Collection<InstanceId> ailing, int well) {
        Replacements replacements = scene.replacements();
        List<InstanceId> lasting = replacements.ailing(step, ailing, deadline.dividedBy(2));
        if (!replaces()) {
            return notYet;
        }
        List<InstanceId> begun = replacements.begun();
        begun.stream().filter(instance -> lingers(scene, instance)).forEach(instance -> replace(scene, instance));
        if (scene.since(step).compareTo(deadline) < 0) {
            return notYet;
        }
        long more = ailing.stream().filter(each -> !begun.contains(each)).count();
        if (ailing.size() <= well && more <= terms.policy().replacements() - begun.size()) {
            lasting.forEach(instance -> replace(scene, instance));
        }
        return replacements.any(step) ? notYet : failed(notYet, replacements.refused());
    }

    /** Whether one that is to be replaced has not been told to end: it may have had to drain first, or its process was killed. */
    private boolean lingers(Scene scene, InstanceId instance) {
        boolean member = scene.look().fleet(terms.to()).instances().stream()
                .anyMatch(each ->
                        each.id().equals(instance) && (each.inService() || each.lifecycle() == Lifecycle.PENDING));
        return member && !scene.look().healthy(terms.to()).contains(instance);
    }

    private Progress failed(Progress.NotYet notYet, @Nullable String refused) {
        return Progress.failed(
                notYet.problem() + " (within " + Words.duration(deadline) + ")"
                        + (refused == null ? "" : "; it could not be replaced: " + refused),
                notYet.remedy());
    }

    /** The deployment does not fail because one could not be replaced: it fails as it would have, and says both. */
    private void replace(Scene scene, InstanceId instance) {
        Replacements replacements = scene.replacements();
        if (!replacements.isNew(instance) || replacements.answered(instance)) {
            return;
        }
        replacements.begin(instance, step);
        if (!scene.reader().takesOut(scene, terms.to(), instance)) {
            return;
        }
        try {
            replacements.replace(terms.to(), instance, step);
        } catch (PortException.Denied | PortException.Invalid e) {
            scene.note(instance + " of " + terms.toGroup() + " could not be replaced: " + e.problem());
            replacements.refused(e.problem());
        } catch (PortException.NotFound e) {
            scene.note(instance + " has left " + terms.toGroup() + " by itself");
        }
    }
}
