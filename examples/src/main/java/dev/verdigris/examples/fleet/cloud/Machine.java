package dev.verdigris.examples.fleet.cloud;

/** What starts the instances of this cloud. */
interface Machine {

    /** Starts an instance; it may be a while until it listens. */
    Running start(Account.Template template);

    /** An instance that was started. */
    interface Running {

        /** The port on the loopback address that it listens on; 0 as long as it does not. */
        int port();

        /** Its process; 0 if it has none of its own. */
        long pid();

        boolean alive();

        /** Ends it at once, whatever it does, as EC2 does. */
        void end();
    }
}
