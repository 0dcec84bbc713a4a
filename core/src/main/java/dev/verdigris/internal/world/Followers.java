package dev.verdigris.internal.world;

import dev.verdigris.hook.Follower;
import dev.verdigris.internal.plan.Participant.Kind;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.port.Permit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The followers that take part, as steps tell them of traffic and the guard asks them before a fleet shrinks. */
public final class Followers {
    private final Environment environment;
    private final Registered registered;
    private final Permit permit;
    private final InFlight inFlight;

    Followers(Environment environment, Registered registered, Permit permit, InFlight inFlight) {
        this.environment = environment;
        this.registered = registered;
        this.permit = permit;
        this.inFlight = inFlight;
    }

    /** The move that a follower is told of; the parameters are those of {@link Follower.Move}. */
    private record Told(Environment environment, @Nullable Color from, @Nullable Color to) implements Follower.Move {}

    /**
     * A color that a follower still uses, or may.
     *
     * @param follower its name
     * @param found what it said, or why it said nothing
     */
    public record User(String follower, String found) {}

    /** The names of all. */
    List<String> names() {
        return registered.participants().of(Kind.FOLLOWER);
    }

    /**
     * Tells a follower which color serves now. What got no answer may still arrive.
     *
     * @return null if it confirms; else what it said, or why it said nothing
     */
    public @Nullable String tell(String name, @Nullable Color from, @Nullable Color to) {
        permit.check();
        Heard heard = ask(() -> registered.follower(name).follow(new Told(environment, from, to)));
        if (!heard.answered()) {
            inFlight.unanswered();
        }
        return heard.found();
    }

    /** The first follower that uses a color, or does not say that it does not; null if nobody does. */
    public @Nullable User user(Color color) {
        for (String name : names()) {
            Heard heard = ask(() -> registered.follower(name).releases(environment, color));
            if (heard.found() != null) {
                return new User(name, heard.found());
            }
        }
        return null;
    }

    /** A question to a follower. */
    @FunctionalInterface
    private interface Question {
        Follower.Answer ask() throws Exception;
    }

    /**
     * What was heard of a follower.
     *
     * @param found what is not so yet, or why nothing was heard; null if it is so
     * @param answered whether it answered
     */
    private record Heard(@Nullable String found, boolean answered) {}

    private static Heard ask(Question question) {
        try {
            Follower.Answer answer = question.ask();
            return new Heard(answer instanceof Follower.Answer.NotYet notYet ? notYet.why() : null, true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Heard("no answer: interrupted", false);
        } catch (Exception e) {
            return new Heard("no answer: " + e, false);
        }
    }
}
