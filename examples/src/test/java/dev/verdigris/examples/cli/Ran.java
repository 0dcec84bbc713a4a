package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * A command that has run.
 *
 * @param exit its exit code
 * @param out what it printed on standard output
 * @param err what it printed on standard error
 */
record Ran(int exit, String out, String err) {

    /** The same, if it ended with that code. */
    Ran exiting(int code) {
        assertThat(exit)
                .as("exit code of a command that printed:%n%s%n%s", out, err)
                .isEqualTo(code);
        return this;
    }

    /** The one JSON object that is all of standard output. */
    Map<String, Object> json() {
        assertThat(out.strip().lines()).as("lines on standard output").hasSize(1);
        try {
            return JSON.std.mapFrom(out);
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON: " + out, e);
        }
    }
}
