package dev.verdigris.internal.world;

import dev.verdigris.hook.Follower;
import dev.verdigris.internal.plan.Participant.Kind;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The followers that take part, as steps tell them of traffic and the guard asks them before a fleet shrinks. */
public final class Followers {
    private final Environment environment;
    private final Registered registered;

    /**
     * @param environment what they follow
     * @param registered those that take part
     */
    public Followers(Environment environment, Registered registered) {
        this.environment = environment;
        this.registered = registered;
    }

    /** The move that a follower is told of; the parameters are those of {@link Follower.Move}. */
    private record Told(
            Environment environment,
            @Nullable Color from,
            @Nullable Color to) implements Follower.Move {}

    /**
     * A color that a follower still uses, or may.
     *
     * @param follower its name
     * @param found what it said, or why it said nothing
     */
    public record User(String follower, String found) {

        /** The user as a refusal shows it. */
        public String problem(Color color) {
            return "expected follower '" + follower + "' not to use " + color + " any more, found " + found;
        }

        /** What to do about it. */
        public String remedy(Color color) {
            return "see what of '" + follower + "' still uses " + color + "; its fleet is kept until then";
        }
    }

    /**
     * A follower of an environment, as it was looked at.
     *
     * @param name its name
     * @param registered whether it is registered here, and can be asked
     * @param idleUse what of it still uses the idle color, or why it did not say; null if nothing does, or it was not asked
     */
    public record Seen(
            String name, boolean registered, @Nullable String idleUse) {}

    /** All of some names that follow, each asked about the idle color if it is registered; null asks about none. */
    public List<Seen> seen(List<String> following, @Nullable Color idle) {
        List<String> here = names();
        return following.stream()
                .map(name -> new Seen(
                        name,
                        here.contains(name),
                        idle != null && here.contains(name)
                                ? releases(name, idle).found()
                                : null))
                .toList();
    }

    /** The names of all. */
    public List<String> names() {
        return registered.participants().of(Kind.FOLLOWER);
    }

    /** Tells a follower which color serves now. */
    Heard tell(String name, @Nullable Color from, @Nullable Color to) {
        return ask(() -> registered.follower(name).follow(new Told(environment, from, to)));
    }

    /** The first follower that uses a color, or does not say that it does not; null if nobody does. */
    public @Nullable User user(Color color) {
        for (String name : names()) {
            Heard heard = releases(name, color);
            if (heard.found() != null) {
                return new User(name, heard.found());
            }
        }
        return null;
    }

    private Heard releases(String name, Color color) {
        return ask(() -> registered.follower(name).releases(environment, color));
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
    record Heard(@Nullable String found, boolean answered) {}

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
