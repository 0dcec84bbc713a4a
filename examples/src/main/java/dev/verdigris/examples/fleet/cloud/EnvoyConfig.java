package dev.verdigris.examples.fleet.cloud;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What Envoy is told, as files that it watches: clusters for target groups, endpoints for targets, a route with weighted
 * clusters for a listener's forward action. Each file is replaced as a whole, which Envoy takes as one change.
 */
final class EnvoyConfig {
    private static final String API = "type.googleapis.com/envoy.";

    private final Path folder;
    private final HealthCheck check;
    private final Map<String, String> written = new LinkedHashMap<>();

    EnvoyConfig(Path folder, HealthCheck check) {
        this.folder = folder;
        this.check = check;
    }

    /** Writes what Envoy reads when it starts; returns where. */
    Path bootstrap() {
        write(
                "envoy.json",
                Map.of(
                        "node",
                        Map.of("id", LocalCloud.LOAD_BALANCER, "cluster", LocalCloud.LOAD_BALANCER),
                        "admin",
                        Map.of("address", address(0)),
                        "dynamic_resources",
                        Map.of("lds_config", source("listeners.json"), "cds_config", source("clusters.json"))));
        return folder.resolve("envoy.json");
    }

    /** Writes what is not as it was written last; endpoints come before their clusters, and routes before their listeners. */
    void write(Account account) {
        List<Map<String, ?>> clusters = new ArrayList<>();
        account.pools.forEach((arn, pool) -> {
            if (account.inUse(arn)) {
                write("targets-" + pool.name + ".json", resources(List.of(endpoints(account, pool))));
                clusters.add(cluster(pool));
            }
        });
        write("clusters.json", resources(clusters));
        List<Map<String, ?>> listeners = new ArrayList<>();
        account.listeners.values().forEach(listener -> {
            write("route-" + listener.port + ".json", resources(List.of(route(account, listener))));
            listeners.add(listener(listener));
        });
        write("listeners.json", resources(listeners));
    }

    private void write(String name, Map<String, ?> content) {
        try {
            String text = JSON.std.asString(content);
            if (!text.equals(written.put(name, text))) {
                Ledger.replace(folder.resolve(name), text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, ?> resources(List<Map<String, ?>> resources) {
        return Map.of("resources", resources);
    }

    private Map<String, ?> source(String name) {
        return Map.of(
                "resource_api_version",
                "V3",
                "path_config_source",
                Map.of("path", folder.resolve(name).toAbsolutePath().toString()));
    }

    private static Map<String, ?> address(int port) {
        return Map.of("socket_address", Map.of("address", "127.0.0.1", "port_value", port));
    }

    /** A cluster that, as a target group, checks its targets also at weight 0, and fails open where none is healthy. */
    private Map<String, ?> cluster(Account.Pool pool) {
        Map<String, Object> cluster = new LinkedHashMap<>();
        cluster.put("@type", API + "config.cluster.v3.Cluster");
        cluster.put("name", pool.name);
        cluster.put("type", "EDS");
        cluster.put("connect_timeout", "2s");
        // A target that is taken out is out, whatever its health.
        cluster.put("ignore_health_on_host_removal", true);
        cluster.put("common_lb_config", Map.of("healthy_panic_threshold", Map.of("value", 1)));
        cluster.put("eds_cluster_config", Map.of("eds_config", source("targets-" + pool.name + ".json")));
        cluster.put("health_checks", List.of(check.envoy()));
        cluster.put("typed_extension_protocol_options", Map.of(API_OPTIONS, options()));
        return cluster;
    }

    private static final String API_OPTIONS = "envoy.extensions.upstreams.http.v3.HttpProtocolOptions";

    /** Connections are given up before the servers do, so that no request meets one that is being closed. */
    private static Map<String, ?> options() {
        return Map.of(
                "@type",
                "type.googleapis.com/" + API_OPTIONS,
                "common_http_protocol_options",
                Map.of("idle_timeout", "10s"),
                "explicit_http_config",
                Map.of("http_protocol_options", Map.of()));
    }

    private static Map<String, ?> endpoints(Account account, Account.Pool pool) {
        Map<Integer, Boolean> draining = new LinkedHashMap<>();
        for (Account.Registration target : pool.targets) {
            Account.Member member = account.member(target.instance);
            if (member != null && member.port > 0) {
                draining.merge(member.port, target.draining, Boolean::logicalAnd);
            }
        }
        List<Map<String, ?>> endpoints = new ArrayList<>();
        draining.forEach((port, out) -> endpoints.add(
                Map.of("endpoint", Map.of("address", address(port)), "health_status", out ? "DRAINING" : "HEALTHY")));
        return Map.of(
                "@type",
                API + "config.endpoint.v3.ClusterLoadAssignment",
                "cluster_name",
                pool.name,
                "endpoints",
                List.of(Map.of("lb_endpoints", endpoints)));
    }

    private static Map<String, ?> route(Account account, Account.Listener listener) {
        List<Map<String, ?>> weighted = new ArrayList<>();
        listener.weights.forEach(
                (arn, weight) -> weighted.add(Map.of("name", account.pool("local:route", arn).name, "weight", weight)));
        return Map.of(
                "@type",
                API + "config.route.v3.RouteConfiguration",
                "name",
                "port-" + listener.port,
                "virtual_hosts",
                List.of(Map.of(
                        "name",
                        "everybody",
                        "domains",
                        List.of("*"),
                        "routes",
                        List.of(Map.of(
                                "match",
                                Map.of("prefix", "/"),
                                "route",
                                Map.of("timeout", "60s", "weighted_clusters", Map.of("clusters", weighted)))))));
    }

    private Map<String, ?> listener(Account.Listener listener) {
        Map<String, Object> manager = new LinkedHashMap<>();
        manager.put("@type", API + "extensions.filters.network.http_connection_manager.v3.HttpConnectionManager");
        manager.put("stat_prefix", "port-" + listener.port);
        manager.put(
                "rds",
                Map.of(
                        "route_config_name",
                        "port-" + listener.port,
                        "config_source",
                        source("route-" + listener.port + ".json")));
        manager.put(
                "http_filters",
                List.of(Map.of(
                        "name",
                        "envoy.filters.http.router",
                        "typed_config",
                        Map.of("@type", API + "extensions.filters.http.router.v3.Router"))));
        return Map.of(
                "@type",
                API + "config.listener.v3.Listener",
                "name",
                "port-" + listener.port,
                "address",
                address(0),
                "filter_chains",
                List.of(Map.of(
                        "filters",
                        List.of(Map.of(
                                "name", "envoy.filters.network.http_connection_manager", "typed_config", manager)))));
    }
}
