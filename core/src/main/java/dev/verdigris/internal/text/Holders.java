package dev.verdigris.internal.text;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Names a process to people. */
public final class Holders {

    private Holders() {}

    /** {@code user@host (process 123)}, shortened to a hundred characters. */
    public static String ofThisProcess() {
        String name = System.getProperty("user.name", "unknown") + "@" + host() + " (process "
                + ProcessHandle.current().pid() + ")";
        return Words.shortened(name, 100);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
