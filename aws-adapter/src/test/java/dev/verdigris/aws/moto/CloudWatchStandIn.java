package dev.verdigris.aws.moto;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * CloudWatch's alarms and metrics over HTTP, as its clients speak since SDK 2.40.7 (smithy-rpc-v2-cbor), which Moto does not. It
 * answers DescribeAlarms as AWS documents it: only those types that are asked for, metric alarms if none is; names that are not
 * there are left out; as many as MaxRecords says, or fewer, on a page. GetMetricData is that of {@link CloudWatchMetrics}; what PutMetricData is given is
 * kept by {@link #asked}.
 */
public final class CloudWatchStandIn implements AutoCloseable {
    /** A page holds fewer than are asked for, as AWS's may. */
    private static final int PAGE = 40;

    private final HttpServer server;
    private final Map<String, Alarm> alarms = new ConcurrentHashMap<>();
    private final CloudWatchMetrics metrics = new CloudWatchMetrics();
    private final List<Map<?, ?>> asked = new CopyOnWriteArrayList<>();
    private volatile @Nullable String denial;
    private volatile Runnable each = () -> {};

    /** An alarm of the service. */
    private record Alarm(
            String type,
            String state,
            String reason,
            @Nullable String evaluation) {
        Map<String, Object> shown(String name) {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("AlarmName", name);
            shown.put("StateValue", state);
            shown.put("StateReason", reason);
            if (evaluation != null) {
                shown.put("EvaluationState", evaluation);
            }
            return shown;
        }
    }

    private CloudWatchStandIn(HttpServer server) {
        this.server = server;
    }

    /** Starts one, on a port of its own. */
    public static CloudWatchStandIn start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            CloudWatchStandIn service = new CloudWatchStandIn(server);
            server.createContext("/", service::answer);
            server.start();
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it answers. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Sets an alarm, which is made if it is not there. */
    public void set(String type, String name, String state, String reason, @Nullable String evaluation) {
        alarms.put(name, new Alarm(type, state, reason, evaluation));
    }

    /** Sets a metric alarm that is evaluated. */
    public void set(String name, String state, String reason) {
        set("MetricAlarm", name, state, reason, null);
    }

    /** Puts the value of a metric in a minute. */
    public void put(String metric, Map<String, String> dimensions, Instant minute, double value) {
        metrics.put(metric, dimensions, minute, value);
    }

    /** From now on a page holds so many data points of each metric. */
    public void pages(int size) {
        metrics.pages(size);
    }

    /** From now on the last page of each metric is of this status, such as {@code InternalError}; null for what it is. */
    public void status(@Nullable String text) {
        metrics.status(text);
    }

    /** From now on nobody may read anything; null for everybody. */
    public void deny(@Nullable String message) {
        denial = message;
    }

    /** Something happens before each answer. */
    public void beforeEach(Runnable happens) {
        each = happens;
    }

    /** What was asked for, call by call. */
    public List<Map<?, ?>> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<?, ?> request = Cbor.read(exchange.getRequestBody().readAllBytes());
        String path = exchange.getRequestURI().getPath();
        boolean data = path.endsWith("/operation/GetMetricData");
        boolean put = path.endsWith("/operation/PutMetricData");
        boolean known = data || put || path.endsWith("/operation/DescribeAlarms");
        if (known) {
            asked.add(request);
            each.run();
        }
        String denied = denial;
        if (!known) {
            reply(exchange, 404, Map.of("__type", "UnknownOperation", "message", "not known here"));
        } else if (denied != null) {
            reply(exchange, 403, Map.of("__type", "AccessDenied", "message", denied));
        } else {
            reply(exchange, 200, put ? Map.of() : data ? metrics.data(request) : describe(request));
        }
    }

    private Map<String, Object> describe(Map<?, ?> request) {
        List<?> types = request.get("AlarmTypes") instanceof List<?> given ? given : List.of("MetricAlarm");
        List<?> names = request.get("AlarmNames") instanceof List<?> given ? given : List.copyOf(alarms.keySet());
        int from = request.get("NextToken") == null ? 0 : Integer.parseInt(String.valueOf(request.get("NextToken")));
        List<Object> there = new ArrayList<>();
        for (Object name : names) {
            Alarm alarm = alarms.get(String.valueOf(name));
            if (alarm != null && types.contains(alarm.type)) {
                there.add(name);
            }
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        for (String type : List.of("MetricAlarm", "CompositeAlarm", "LogAlarm")) {
            answer.put(type + "s", new ArrayList<>());
        }
        int to = Math.min(there.size(), from + PAGE);
        for (Object name : there.subList(from, to)) {
            Alarm alarm = alarms.get(String.valueOf(name));
            @SuppressWarnings("unchecked")
            List<Object> listed = (List<Object>) answer.get(alarm.type + "s");
            listed.add(alarm.shown(String.valueOf(name)));
        }
        if (to < there.size()) {
            answer.put("NextToken", String.valueOf(to));
        }
        return answer;
    }

    private static void reply(HttpExchange exchange, int status, Map<String, Object> body) throws IOException {
        byte[] bytes = Cbor.write(body);
        exchange.getResponseHeaders().set("smithy-protocol", "rpc-v2-cbor");
        exchange.getResponseHeaders().set("Content-Type", "application/cbor");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
