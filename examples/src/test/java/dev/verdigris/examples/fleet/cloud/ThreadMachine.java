package dev.verdigris.examples.fleet.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Starts the same servers within this JVM, so that there may be many of them. */
final class ThreadMachine implements Machine {
    private final Map<Integer, Running> byPort = new ConcurrentHashMap<>();

    @Override
    public Running start(Account.Template template) {
        try {
            Server server = new Server(template.version, template.bootMillis);
            server.start();
            Running started = new RunningServer(server);
            byPort.put(started.port(), started);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the server that listens on a port, behind everybody's back. */
    void endAt(int port) {
        byPort.get(port).end();
    }

    private static final class RunningServer implements Running {
        private final Server server;
        private volatile boolean alive = true;

        RunningServer(Server server) {
            this.server = server;
        }

        @Override
        public int port() {
            return server.port();
        }

        @Override
        public long pid() {
            return 0;
        }

        @Override
        public boolean alive() {
            return alive;
        }

        @Override
        public void end() {
            if (alive) {
                alive = false;
                server.close();
            }
        }
    }
}
