package dev.verdigris.internal.plan;

import dev.verdigris.error.RefusedException;
import org.jspecify.annotations.Nullable;

/** The ports that not every cloud has. */
public final class RequiredPort {

    private RequiredPort() {}

    /**
     * The port that traffic cannot be moved without.
     *
     * @param port the port; null if the cloud has none
     * @param name what the cloud's builder calls it
     * @param use what is done by it, such as {@code by which traffic is forwarded}
     * @throws RefusedException naming the port, if there is none
     */
    public static <T> T of(@Nullable T port, String name, String use) {
        if (port == null) {
            throw new RefusedException(
                    "expected a cloud with the port '" + name + "', " + use + ", found one without",
                    "set it in the builder of the cloud, or use an adapter that has it");
        }
        return port;
    }
}
