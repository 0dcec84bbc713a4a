package dev.verdigris.examples.cli;

/** A command line that does not make sense, or that needs something of its surroundings that is not there. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
