package dev.verdigris.hook;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import org.jspecify.annotations.Nullable;

/**
 * Something besides the load balancer that acts on the active color, such as the consumers of a queue or the cache of a
 * router: yours to write, and registered by name on the facade.
 *
 * <p>A follower is told each time that traffic has moved, forward and on every way back, until it confirms. And before a
 * fleet is scaled down, by whatever verb and however much later, every follower is asked whether anything of it still uses
 * that color: as long as one does, or gives no answer, the fleet is kept.
 *
 * <p>Both are asked at every poll, also again after they were answered and by another process that goes on where one was
 * stopped; so both only say how things are to be or whether they are so, and doing either twice is as doing it once. Neither
 * waits: what takes time is answered with {@link Answer#notYet}. An exception is no answer, and it is asked again.
 */
public interface Follower {

    /**
     * Tells the follower which color serves now, and asks whether it acts on that.
     *
     * @throws Exception if it cannot be told, which is tried again until the deadline
     */
    Answer follow(Move move) throws Exception;

    /**
     * Asks whether nothing of this follower's uses a color any more, so that its fleet may be scaled down. It is asked again
     * at the next poll after it has said so for the first time, and then directly before the change is sent.
     *
     * @throws Exception if that cannot be said, which keeps the fleet
     */
    Answer releases(Environment environment, Color color) throws Exception;

    /** A move of traffic, as it stands. Facts may be added in a later version: implement it in tests only. */
    interface Move {

        /** The environment. */
        Environment environment();

        /** The color that served before; null if none did. */
        @Nullable
        Color from();

        /** The color that serves now; null if none does, since the environment is shut down, or was before. */
        @Nullable
        Color to();
    }

    /** The answer of a follower. */
    sealed interface Answer {

        /** The answer that it is so. */
        record Yes() implements Answer {}

        /**
         * The answer that it is not so yet; it is asked again.
         *
         * @param why what is missing, or what still uses the color
         */
        record NotYet(String why) implements Answer {}

        /**
         * The answer that nothing was found to the contrary, where it takes longer to be sure, as with counts that are right
         * only after a while. Nothing is scaled down before a yes, and it is asked again; but a cleanup is not refused for it,
         * and a status does not show it.
         *
         * @param why what is still to be seen
         */
        record Unconfirmed(String why) implements Answer {}

        /** Says that it is so: that the follower acts on the color that serves, or does not use one any more. */
        static Answer yes() {
            return new Yes();
        }

        /** Says that it is not so yet; it is asked again. */
        static Answer notYet(String why) {
            return new NotYet(why);
        }

        /** Says that nothing was found to the contrary, and that it is to be asked until it is sure. */
        static Answer unconfirmed(String why) {
            return new Unconfirmed(why);
        }
    }
}
