package dev.verdigris.hook;

import dev.verdigris.internal.text.Words;
import dev.verdigris.port.Http;
import dev.verdigris.port.Listeners;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question that is asked over HTTP before the new fleet may serve alone, and its right answer: yours to choose, and
 * registered by name on the facade. Where the load balancer finds instances healthy and the application is not well, a probe
 * tells.
 *
 * <p>A probe {@linkplain #http of instances} is asked of each new instance before it gets traffic, also of one that joins
 * while traffic moves. A probe {@linkplain #loadBalancer through the load balancer} or {@linkplain #url of a URL} is asked once
 * all requests have moved, and goes the way that users go. Each is asked again at every poll until the answer has been right often enough, or the deadline of checks has passed;
 * then the deployment is rolled back, and the message names who answered what. Redirects are not followed: where one leads
 * is not who was asked.
 *
 * <p>It is not in the deployment state, since its headers may hold secrets; only its name is. No message shows a header.
 * Immutable.
 */
public final class HttpProbe {
    private static final int SHOWN = 200;
    private static final String BALANCER = "alb";
    private static final Duration LONGEST = Duration.ofSeconds(15);

    /** What the JDK's client sets itself; it takes them from nobody else. */
    private static final Set<String> RESERVED =
            Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

    /** A test of the body of an answer. */
    @FunctionalInterface
    public interface BodyTest {

        /** What is wrong with a body, in words: what was expected and what was found; null if nothing is. */
        @Nullable
        String complaint(String body);

        /** A test by which a body must hold some text. */
        static BodyTest contains(String text) {
            return body -> body.contains(text) ? null : "expected '" + text + "' in its body";
        }
    }

    private final URI uri;
    private final boolean ofInstances;
    private final int status;
    private final @Nullable BodyTest body;
    private final Map<String, String> headers;
    private final Http.Trust trust;
    private final int concurrency;
    private final Duration timeout;
    private final int successes;

    private HttpProbe(
            URI uri,
            boolean ofInstances,
            int status,
            @Nullable BodyTest body,
            Map<String, String> headers,
            Http.Trust trust,
            Pace pace) {
        this.uri = uri;
        this.ofInstances = ofInstances;
        this.status = status;
        this.body = body;
        this.headers = headers;
        this.trust = trust;
        this.concurrency = pace.concurrency;
        this.timeout = pace.timeout;
        this.successes = pace.successes;
    }

    /** How fast and how often it is asked. */
    private record Pace(int concurrency, Duration timeout, int successes) {
        static final Pace USUAL = new Pace(10, Duration.ofSeconds(5), 1);
    }

    /**
     * A probe of each new instance by plain HTTP, whose right answer has status 200.
     *
     * @param port on which the instances listen
     * @param path from the first slash on, with the query if there is one
     * @throws IllegalArgumentException if either is malformed
     */
    public static HttpProbe http(int port, String path) {
        return ofInstances("http", port, path);
    }

    /**
     * A probe of each new instance by HTTPS, whose right answer has status 200. Its certificate must be valid for the
     * instance's address, which hardly any is: name what it is for by {@link #withServerName}, or accept {@linkplain
     * #withAnyCertificate any}, as a load balancer does of its targets.
     *
     * @param port on which the instances listen
     * @param path from the first slash on, with the query if there is one
     * @throws IllegalArgumentException if either is malformed
     */
    public static HttpProbe https(int port, String path) {
        return ofInstances("https", port, path);
    }

    private static HttpProbe ofInstances(String scheme, int port, String path) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port of a probe: expected 1 to 65535, found " + port);
        }
        requirePath(path);
        return of(scheme + "://instance:" + port + path, true);
    }

    /**
     * A probe of what users are to reach, whose right answer has status 200. It is asked once all requests go to the new
     * color.
     *
     * @param url where to ask, by {@code http} or {@code https}
     * @throws IllegalArgumentException if it is malformed
     */
    public static HttpProbe url(String url) {
        return of(url, false);
    }

    /**
     * A probe through the load balancer, whose right answer has status 200. It is asked once all requests go to the new color:
     * of each listener or rule that forwards to a target group of the environment and takes a request for that path, at the DNS
     * name of its load balancer, by the scheme and the port of the listener. The host that it names is the first that the rule
     * lists, else that DNS name; no certificate is for the latter, so that a listener of HTTPS needs {@linkplain
     * #loadBalancer(String, String) a host}, or {@link #withServerName} or {@link #withAnyCertificate}. A deployment is refused
     * if nothing takes it. Whoever deploys must reach the load balancer: an internal one from within its VPC, and through no
     * proxy where a host is named.
     *
     * @param path from the first slash on, with the query if there is one
     * @throws IllegalArgumentException if it is malformed
     */
    public static HttpProbe loadBalancer(String path) {
        return throughBalancer("", path);
    }

    /**
     * A probe {@linkplain #loadBalancer(String) through the load balancer} that asks for a host, which is what the certificate
     * must be valid for.
     *
     * @param host the name by which users know it, such as {@code www.example.com}
     * @param path from the first slash on, with the query if there is one
     * @throws IllegalArgumentException if either is malformed
     */
    public static HttpProbe loadBalancer(String host, String path) {
        if (!host.matches("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")) {
            throw new IllegalArgumentException("host of a probe: expected a DNS name, found '" + host + "'");
        }
        return throughBalancer(host, path);
    }

    private static HttpProbe throughBalancer(String host, String path) {
        requirePath(path);
        return unasked(URI.create(BALANCER + "://" + host + path), false);
    }

    private static void requirePath(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path of a probe: expected it to begin with '/', found '" + path + "'");
        }
    }

    private static HttpProbe of(String url, boolean ofInstances) {
        URI uri = URI.create(url);
        String scheme = uri.getScheme();
        if (uri.getHost() == null || !("http".equals(scheme) || "https".equals(scheme)) || uri.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "URL of a probe: expected http:// or https:// and a host, without a user, found one of scheme "
                            + scheme + " and host " + uri.getHost());
        }
        return unasked(uri, ofInstances);
    }

    private static HttpProbe unasked(URI uri, boolean ofInstances) {
        return new HttpProbe(uri, ofInstances, 200, null, Map.of(), new Http.Trust.Host(), Pace.USUAL);
    }

    /**
     * This probe with another status of the right answer.
     *
     * @throws IllegalArgumentException if it is none of HTTP, 200 to 599
     */
    public HttpProbe withStatus(int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status of a probe: expected 200 to 599, found " + status);
        }
        return new HttpProbe(uri, ofInstances, status, body, headers, trust, pace());
    }

    /** This probe with a test that the body of the right answer passes; without one any body does. */
    public HttpProbe withBody(BodyTest test) {
        return new HttpProbe(uri, ofInstances, status, test, headers, trust, pace());
    }

    /**
     * This probe with a header that is sent along; another one of that name is replaced.
     *
     * @throws IllegalArgumentException if it is malformed, or one that the JDK's client sets itself: {@code Connection},
     *     {@code Content-Length}, {@code Expect}, {@code Host}, {@code Transfer-Encoding} or {@code Upgrade}
     */
    public HttpProbe withHeader(String name, String value) {
        if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "header of a probe: expected one that the HTTP client does not set itself, found '" + name + "'");
        }
        if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+") || !value.matches("[ -~]*")) {
            throw new IllegalArgumentException("header of a probe: expected a name and a value of HTTP, found '" + name
                    + "' or its value malformed");
        }
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.keySet().removeIf(name::equalsIgnoreCase);
        more.put(name, value);
        return new HttpProbe(uri, ofInstances, status, body, Map.copyOf(more), trust, pace());
    }

    /** This probe with another name that the certificate must be valid for, which is sent as SNI; for HTTPS. */
    public HttpProbe withServerName(String name) {
        return new HttpProbe(uri, ofInstances, status, body, headers, new Http.Trust.Name(name), pace());
    }

    /** This probe with no certificate refused, so that whoever answers may be somebody else; for HTTPS. */
    public HttpProbe withAnyCertificate() {
        return new HttpProbe(uri, ofInstances, status, body, headers, new Http.Trust.Anyone(), pace());
    }

    /**
     * This probe asked of another number of instances at the same time.
     *
     * @throws IllegalArgumentException if it is not 1 to 100
     */
    public HttpProbe withConcurrency(int concurrency) {
        if (concurrency < 1 || concurrency > 100) {
            throw new IllegalArgumentException("concurrency of a probe: expected 1 to 100, found " + concurrency);
        }
        return paced(new Pace(concurrency, timeout, successes));
    }

    /**
     * This probe with another time for one answer. A poll lasts that long at most, and the heartbeat of the deployment waits
     * for it.
     *
     * @throws IllegalArgumentException if it is not positive, or longer than 15 seconds
     */
    public HttpProbe withTimeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("time-out of a probe: expected more than 0 and at most "
                    + Words.duration(LONGEST) + ", found " + Words.duration(timeout));
        }
        return paced(new Pace(concurrency, timeout, successes));
    }

    /**
     * This probe passed by another number of right answers in a row, one a poll.
     *
     * @throws IllegalArgumentException if it is not 1 to 100
     */
    public HttpProbe withSuccesses(int successes) {
        if (successes < 1 || successes > 100) {
            throw new IllegalArgumentException("successes of a probe: expected 1 to 100, found " + successes);
        }
        return paced(new Pace(concurrency, timeout, successes));
    }

    private Pace pace() {
        return new Pace(concurrency, timeout, successes);
    }

    private HttpProbe paced(Pace pace) {
        return new HttpProbe(uri, ofInstances, status, body, headers, trust, pace);
    }

    /** Whether it is asked of each new instance; else once all requests have moved. */
    public boolean ofInstances() {
        return ofInstances;
    }

    /** Whether it is asked through the load balancer, which is found when it is asked; else where it says itself. */
    public boolean ofLoadBalancer() {
        return BALANCER.equals(uri.getScheme());
    }

    /** How many instances are asked at the same time at most; by default 10. */
    public int concurrency() {
        return concurrency;
    }

    /** How long one answer may take; by default 5 seconds. */
    public Duration timeout() {
        return timeout;
    }

    /** The number of right answers in a row that it is passed by; by default 1. */
    public int successes() {
        return successes;
    }

    /**
     * The request that asks it.
     *
     * @param address of the instance that is asked; of no effect for a URL
     */
    public Http.Request request(String address) {
        String host = address.indexOf(':') >= 0 && !address.startsWith("[") ? "[" + address + "]" : address;
        URI to = ofInstances ? URI.create(uri.getScheme() + "://" + host + ":" + uri.getPort() + target()) : uri;
        return new Http.Request(to, headers, trust, timeout);
    }

    /**
     * The request that asks it by way of an entrance, of a probe through the load balancer; null if that one does not take it.
     */
    public Http.@Nullable Request request(Listeners.Entrance entrance) {
        String host = uri.getHost() != null ? uri.getHost() : entrance.usualHost();
        if (host == null || !entrance.takes(host, uri.getRawPath())) {
            return null;
        }
        URI origin = entrance.origin();
        URI to = URI.create(origin.getScheme() + "://" + host + port(origin) + target());
        return new Http.Request(to, headers, trust, timeout, host.equals(origin.getHost()) ? null : origin.getHost());
    }

    /** Not where it goes without saying, as browsers do. */
    private static String port(URI origin) {
        int usual = "https".equals(origin.getScheme()) ? 443 : 80;
        return origin.getPort() < 0 || origin.getPort() == usual ? "" : ":" + origin.getPort();
    }

    /** What stands in the first line of the request. */
    private String target() {
        return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }

    /**
     * What is wrong with an answer, in words that go on after the one who was asked, with the beginning of its body; null if
     * it is the right one.
     */
    public @Nullable String complaint(Http.Answer answer) {
        if (answer instanceof Http.Answer.Nothing nothing) {
            return nothing.why();
        }
        Http.Answer.Response response = (Http.Answer.Response) answer;
        String found = "answered " + response.status();
        if (response.status() != status) {
            return found + " instead of " + status + beginning(response.body());
        }
        String complaint = body == null ? null : body.complaint(response.body());
        return complaint == null ? null : found + ", " + complaint + beginning(response.body());
    }

    /** On one line, and nothing that a terminal would obey. */
    private static String beginning(String body) {
        String line = body.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
        return line.isEmpty() ? ", with an empty body" : ": '" + Words.shortened(line, SHOWN) + "'";
    }

    /** What it asks for, without its headers. */
    @Override
    public String toString() {
        return ofInstances
                ? uri.getScheme() + ":" + uri.getPort() + uri.getRawPath()
                : uri.toString().replaceFirst("^" + BALANCER + "://", BALANCER + ":");
    }
}
