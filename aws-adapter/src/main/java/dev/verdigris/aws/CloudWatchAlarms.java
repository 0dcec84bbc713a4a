package dev.verdigris.aws;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Alarm;
import dev.verdigris.model.Alarm.State;
import dev.verdigris.port.Alarms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;

/**
 * Alarms by name, up to a hundred in a call. Every type is asked for: without that AWS answers with metric alarms alone
 * (CloudWatch API, DescribeAlarms, AlarmTypes).
 */
final class CloudWatchAlarms implements Alarms {
    static final String READ = "cloudwatch:DescribeAlarms";

    private static final int MOST = 100;
    private static final List<AlarmType> TYPES =
            List.of(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM, AlarmType.LOG_ALARM);

    private final CloudWatchClient client;
    private final AwsCalls calls;

    CloudWatchAlarms(CloudWatchClient client, AwsCalls calls) {
        this.client = client;
        this.calls = calls;
    }

    @Override
    public Map<String, Alarm> find(Set<String> names) {
        Map<String, Alarm> found = new LinkedHashMap<>();
        List<String> all = new ArrayList<>(names);
        for (int from = 0; from < all.size(); from += MOST) {
            List<String> some = all.subList(from, Math.min(all.size(), from + MOST));
            String token = null;
            do {
                DescribeAlarmsResponse page = page(some, token);
                put(found, page);
                token = page.nextToken();
            } while (token != null);
        }
        found.keySet().retainAll(names);
        return found;
    }

    private DescribeAlarmsResponse page(List<String> names, @Nullable String token) {
        return calls.read(
                READ,
                () -> client.describeAlarms(request -> request.alarmNames(names)
                        .alarmTypes(TYPES)
                        .maxRecords(MOST)
                        .nextToken(token)
                        .overrideConfiguration(calls.once())));
    }

    private static void put(Map<String, Alarm> found, DescribeAlarmsResponse page) {
        page.metricAlarms()
                .forEach(alarm -> found.put(
                        alarm.alarmName(),
                        alarm(
                                alarm.alarmName(),
                                alarm.stateValueAsString(),
                                alarm.stateReason(),
                                alarm.evaluationStateAsString())));
        page.compositeAlarms()
                .forEach(alarm -> found.put(
                        alarm.alarmName(),
                        alarm(alarm.alarmName(), alarm.stateValueAsString(), alarm.stateReason(), null)));
        page.logAlarms()
                .forEach(alarm -> found.put(
                        alarm.alarmName(),
                        alarm(
                                alarm.alarmName(),
                                alarm.stateValueAsString(),
                                alarm.stateReason(),
                                alarm.evaluationStateAsString())));
    }

    private static Alarm alarm(
            String name, @Nullable String state, @Nullable String reason, @Nullable String unevaluated) {
        Alarm alarm = Alarm.of(name, state(name, state), reason == null ? "" : reason);
        return unevaluated == null ? alarm : alarm.withUnevaluated(unevaluated);
    }

    private static State state(String name, @Nullable String state) {
        for (State known : State.values()) {
            if (known.name().equals(state)) {
                return known;
            }
        }
        throw new PortException.Invalid(
                READ,
                "expected the alarm '" + name + "' in one of the states " + List.of(State.values()) + ", found "
                        + state,
                "use a newer version of Verdigris, or leave the alarm out",
                null);
    }
}
