package dev.verdigris.examples.fleet.cloud;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What Envoy says of itself at its admin address. Where it does not answer, nothing is known. */
final class EnvoyView {
    private static final int TIMEOUT_MILLIS = 2000;

    private final @Nullable String admin;

    private EnvoyView(@Nullable String admin) {
        this.admin = admin;
    }

    /** The view of the Envoy with that admin address; null where none runs yet. */
    static EnvoyView at(@Nullable String admin) {
        return new EnvoyView(admin);
    }

    /**
     * How one target stands with Envoy.
     *
     * @param healthy whether it passes its health checks
     * @param draining whether Envoy was told to send it nothing new
     * @param active how many requests it is working on
     */
    record Host(boolean healthy, boolean draining, int active) {
        private static Host of(Map<?, ?> status) {
            Map<?, ?> health = map(status.get("health_status"));
            return new Host(
                    !Boolean.TRUE.equals(health.get("failed_active_health_check")),
                    "DRAINING".equals(health.get("eds_health_status")),
                    active(list(status.get("stats"))));
        }

        private static int active(List<?> stats) {
            int active = 0;
            for (Object one : stats) {
                Map<?, ?> stat = map(one);
                String name = String.valueOf(stat.get("name"));
                if (name.equals("rq_active") || name.equals("rq_pending_active")) {
                    active += Integer.parseInt(Objects.toString(stat.get("value"), "0"));
                }
            }
            return active;
        }
    }

    /** Whether it has begun to serve. */
    boolean live() {
        return "LIVE".equals(ask("/server_info").get("state"));
    }

    /** The targets of a target group, by the port that their process listens on. */
    Map<Integer, Host> hosts(String pool) {
        return pools().getOrDefault(pool, Map.of());
    }

    /** The targets of all target groups, by the names of these. */
    Map<String, Map<Integer, Host>> pools() {
        Map<String, Map<Integer, Host>> pools = new HashMap<>();
        for (Object one : list(ask("/clusters?format=json").get("cluster_statuses"))) {
            Map<?, ?> cluster = map(one);
            Map<Integer, Host> hosts = new HashMap<>();
            for (Object host : list(cluster.get("host_statuses"))) {
                hosts.put(port(map(map(host).get("address"))), Host.of(map(host)));
            }
            pools.put(String.valueOf(cluster.get("name")), hosts);
        }
        return pools;
    }

    /** The ports of the loopback address that the listeners were given, by the names of these. */
    Map<String, Integer> listeners() {
        Map<String, Integer> listeners = new HashMap<>();
        for (Object one : list(ask("/listeners?format=json").get("listener_statuses"))) {
            Map<?, ?> listener = map(one);
            listeners.put(String.valueOf(listener.get("name")), port(map(listener.get("local_address"))));
        }
        return listeners;
    }

    private static int port(Map<?, ?> address) {
        return map(address.get("socket_address")).get("port_value") instanceof Number port ? port.intValue() : 0;
    }

    private Map<?, ?> ask(String path) {
        if (admin == null) {
            return Map.of();
        }
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://" + admin + path).toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try (InputStream answer = connection.getInputStream()) {
                return JSON.std.mapFrom(answer);
            }
        } catch (IOException e) {
            return Map.of();
        }
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
