package dev.verdigris.testkit.contract;

import dev.verdigris.port.Http;
import java.net.URI;

/** A world of a contract in which somebody answers requests over HTTP, in different ways at different addresses. */
public interface HttpWorld {

    /** The port under test. */
    Http http();

    /** Where everybody is answered with a status and a body. */
    URI answering(int status, String body);

    /** Where nobody is answered, however long one waits. */
    URI silent();

    /** Where every connection is refused. */
    URI refusing();

    /** Where nobody is answered before so many are there at the same time, who all are then. */
    URI gathering(int number);

    /** How many were there at the same time at most, where they gather. */
    int mostAtOnce();
}
