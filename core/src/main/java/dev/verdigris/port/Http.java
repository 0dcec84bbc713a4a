package dev.verdigris.port;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests over HTTP, as probes send them: by {@code GET}, and where an answer leads elsewhere it is not followed. */
public interface Http {

    /**
     * Sends requests, so many of them at the same time, and returns when each has been answered or given up. It changes
     * nothing here, and throws nothing for a request that fails: that is its answer. Where the thread is interrupted, what is
     * left is given up, and the thread's flag is set again.
     *
     * @param requests each of them
     * @param concurrency how many are under way at the same time at most, 1 or more
     * @return the answers, in the order of the requests
     */
    List<Answer> get(List<Request> requests, int concurrency);

    /**
     * One request. Its headers may hold secrets, and are never shown.
     *
     * @param uri where it goes
     * @param headers what it brings along besides what HTTP needs
     * @param trust what certificate is accepted, if it is encrypted
     * @param timeout how long all of it may take, the body of the answer included
     * @param via the name or address that is connected to instead of the URI's host, which is still the one that is asked for
     *     in the header {@code Host} and, if it is encrypted, by SNI; null to connect to that host itself
     */
    record Request(
            URI uri,
            Map<String, String> headers,
            Trust trust,
            Duration timeout,
            @Nullable String via) {

        /** Copies the headers. */
        public Request {
            headers = Map.copyOf(headers);
        }

        /** A request to the URI's host itself. */
        public Request(URI uri, Map<String, String> headers, Trust trust, Duration timeout) {
            this(uri, headers, trust, timeout, null);
        }

        @Override
        public String toString() {
            return "GET " + uri + (via == null ? "" : " via " + via);
        }
    }

    /** The certificate that is accepted of whoever answers. */
    sealed interface Trust {

        /** One that is valid, and for the host that the URI names. */
        record Host() implements Trust {}

        /**
         * One that is valid, and for another name, which is sent as well ({@code SNI}): an address can hardly be in a
         * certificate.
         *
         * @param name that name
         */
        record Name(String name) implements Trust {}

        /** Any, valid or not, as a load balancer takes of its targets. Whoever answers may be somebody else. */
        record Anyone() implements Trust {}
    }

    /** The answer to a request, or what there was instead. */
    sealed interface Answer {

        /**
         * A response.
         *
         * @param status its status
         * @param body its body, at most the first mebibyte of it
         */
        record Response(int status, String body) implements Answer {}

        /**
         * No response in time, or none at all.
         *
         * @param why in words that go on after the one who was asked: {@code refused the connection}
         */
        record Nothing(String why) implements Answer {}
    }
}
