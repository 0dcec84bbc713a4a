package dev.verdigris.internal.world;

import dev.verdigris.error.VerdigrisException;
import dev.verdigris.hook.Follower;
import dev.verdigris.internal.plan.Participant.Kind;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import java.util.List;
import java.util.Objects;
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
     * @param unconfirmed whether it only wants to be asked for longer before it says that it does not
     */
    public record User(String follower, String found, boolean unconfirmed) {

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
                                ? releases(name, idle).use()
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

    /**
     * The first follower that uses a color, or does not say that it does not; else the first that wants to be asked for longer;
     * null if all say that they do not.
     */
    public @Nullable User user(Color color) {
        User unconfirmed = null;
        for (String name : names()) {
            Heard heard = releases(name, color);
            if (heard.use() != null) {
                return new User(name, heard.use(), false);
            }
            if (heard.found() != null && unconfirmed == null) {
                unconfirmed = new User(name, heard.found(), true);
            }
        }
        return unconfirmed;
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
     * @param answer its answer; null if there was none
     * @param silence why there was none; null if there was one
     */
    record Heard(Follower.@Nullable Answer answer, @Nullable String silence) {

        boolean answered() {
            return answer != null;
        }

        /** What is not so yet, or not sure yet, or why nothing was heard; null if it is so. */
        @Nullable
        String found() {
            return answer instanceof Follower.Answer.Unconfirmed unconfirmed ? unconfirmed.why() : use();
        }

        /** What is not so yet, or why nothing was heard; null if nothing says otherwise. */
        @Nullable
        String use() {
            return answer instanceof Follower.Answer.NotYet notYet ? notYet.why() : silence;
        }
    }

    private static Heard ask(Question question) {
        try {
            return new Heard(Objects.requireNonNull(question.ask(), "it answered null"), null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Heard(null, "no answer: interrupted");
        } catch (Exception e) {
            return new Heard(null, "no answer: " + (e instanceof VerdigrisException ? e.getMessage() : e));
        }
    }
}
