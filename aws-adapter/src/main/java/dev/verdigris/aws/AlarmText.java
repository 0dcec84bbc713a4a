package dev.verdigris.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A metric alarm, red above a threshold. Where there is no data, all is well: no request, no failure; and what nobody publishes,
 * nobody hears of.
 *
 * @param sentence what it means
 * @param period of an evaluation, in seconds
 * @param periods how many of them in a row
 * @param actions what it does when it goes red, and when it is green again
 */
record AlarmText(
        String name,
        String sentence,
        Metric metric,
        String statistic,
        int period,
        int periods,
        long threshold,
        List<String> actions) {

    /**
     * A metric of CloudWatch.
     *
     * @param dimensions by name, in order
     */
    record Metric(String namespace, String name, Map<String, String> dimensions) {}

    /** The input of PutMetricAlarm. */
    String json() {
        List<Object> dimensions = new ArrayList<>();
        metric.dimensions.forEach((dimension, value) -> {
            Map<String, Object> pair = new LinkedHashMap<>();
            pair.put("Name", dimension);
            pair.put("Value", value);
            dimensions.add(pair);
        });
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("AlarmName", name);
        json.put("AlarmDescription", sentence);
        json.put("Namespace", metric.namespace);
        json.put("MetricName", metric.name);
        json.put("Dimensions", dimensions);
        json.put("Statistic", statistic);
        json.put("Period", period);
        json.put("EvaluationPeriods", periods);
        json.put("Threshold", threshold);
        json.put("ComparisonOperator", "GreaterThanThreshold");
        json.put("TreatMissingData", "notBreaching");
        if (!actions.isEmpty()) {
            json.put("AlarmActions", actions);
            json.put("OKActions", actions);
        }
        return JsonText.of(json);
    }
}
