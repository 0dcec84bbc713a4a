package dev.verdigris.aws.moto;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Metrics as CloudWatch documents them: a metric has the dimensions that it was put with, all of them; one that was never put has
 * no data, as one without data has none, and both are complete; data points from the start up to the end, which is not among
 * them; a page may hold fewer than there are, and says so.
 */
final class CloudWatchMetrics {
    private final Map<Map<String, Object>, TreeMap<Instant, Double>> metrics = new ConcurrentHashMap<>();
    private volatile int pageSize = Integer.MAX_VALUE;
    private volatile @Nullable String status;

    private static Map<String, Object> key(String metric, Map<String, String> dimensions) {
        return Map.of("name", metric, "dimensions", dimensions);
    }

    /** Puts the value of a minute. */
    void put(String metric, Map<String, String> dimensions, Instant minute, double value) {
        metrics.computeIfAbsent(key(metric, dimensions), any -> new TreeMap<>()).put(minute, value);
    }

    /** From now on a page holds so many data points of each metric. */
    void pages(int size) {
        pageSize = size;
    }

    /** From now on the last page of each metric is of this status; null for what it is. */
    void status(@Nullable String text) {
        status = text;
    }

    /** The answer to GetMetricData. */
    Map<String, Object> data(Map<?, ?> request) {
        int page = request.get("NextToken") == null ? 0 : Integer.parseInt(String.valueOf(request.get("NextToken")));
        List<Object> results = new ArrayList<>();
        boolean more = false;
        for (Object query : (List<?>) Objects.requireNonNull(request.get("MetricDataQueries"))) {
            Map<?, ?> asked = (Map<?, ?>) query;
            List<Map.Entry<Instant, Double>> all = points(asked, request);
            int from = (int) Math.min(all.size(), (long) page * pageSize);
            int to = (int) Math.min(all.size(), (long) from + pageSize);
            boolean last = to == all.size();
            more |= !last;
            results.add(result(asked, all.subList(from, to), last));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("MetricDataResults", results);
        if (more) {
            answer.put("NextToken", String.valueOf(page + 1));
        }
        return answer;
    }

    private Map<String, Object> result(Map<?, ?> asked, List<Map.Entry<Instant, Double>> points, boolean last) {
        String whole = status == null ? "Complete" : status;
        return Map.of(
                "Id", Objects.requireNonNull(asked.get("Id")),
                "Timestamps", points.stream().map(Map.Entry::getKey).toList(),
                "Values", points.stream().map(Map.Entry::getValue).toList(),
                "StatusCode", last ? whole : "PartialData");
    }

    private List<Map.Entry<Instant, Double>> points(Map<?, ?> asked, Map<?, ?> request) {
        Map<?, ?> metric = (Map<?, ?>) ((Map<?, ?>) asked.get("MetricStat")).get("Metric");
        Map<String, String> dimensions = new LinkedHashMap<>();
        for (Object dimension : (List<?>) metric.get("Dimensions")) {
            Map<?, ?> pair = (Map<?, ?>) dimension;
            dimensions.put(String.valueOf(pair.get("Name")), String.valueOf(pair.get("Value")));
        }
        TreeMap<Instant, Double> points =
                metrics.getOrDefault(key(String.valueOf(metric.get("MetricName")), dimensions), new TreeMap<>());
        return List.copyOf(points.subMap(moment(request, "StartTime"), true, moment(request, "EndTime"), false)
                .descendingMap()
                .entrySet());
    }

    private static Instant moment(Map<?, ?> request, String name) {
        return Instant.ofEpochSecond(((Number) Objects.requireNonNull(request.get(name))).longValue());
    }
}
