package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdigris.aws.moto.CloudWatchStandIn;
import dev.verdigris.error.PortException;
import dev.verdigris.model.Alarm;
import dev.verdigris.model.Alarm.State;
import dev.verdigris.port.Alarms;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClientBuilder;

/** What is asked of CloudWatch, on the wire, and what becomes of its answers. */
class CloudWatchAlarmsTest {
    private final CloudWatchStandIn service = CloudWatchStandIn.start();
    private final CloudWatchClient client = client(service);
    private final Alarms alarms = AwsAlarms.cloudWatch(client);

    static CloudWatchClient client(CloudWatchStandIn service) {
        return builder(service).build();
    }

    static CloudWatchClientBuilder builder(CloudWatchStandIn service) {
        return CloudWatchClient.builder()
                .endpointOverride(service.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")))
                .httpClient(UrlConnectionHttpClient.create());
    }

    @AfterEach
    void close() {
        client.close();
        service.close();
    }

    @Test
    void every_type_is_asked_for_in_one_call() {
        service.set("errors", "OK", "quiet");

        alarms.find(Set.of("errors"));

        assertThat(service.asked()).singleElement().satisfies(request -> {
            assertThat(request.get("AlarmTypes")).isEqualTo(List.of("MetricAlarm", "CompositeAlarm", "LogAlarm"));
            assertThat(request.get("AlarmNames")).isEqualTo(List.of("errors"));
        });
    }

    @Test
    void nothing_is_asked_for_no_names() {
        assertThat(alarms.find(Set.of())).isEmpty();
        assertThat(service.asked()).isEmpty();
    }

    @Test
    void a_hundred_names_go_out_in_a_call_and_every_page_of_the_answer_is_read() {
        Set<String> names =
                IntStream.range(0, 130).mapToObj(number -> "alarm-" + number).collect(Collectors.toSet());
        names.forEach(name -> service.set(name, "OK", "quiet"));

        assertThat(alarms.find(names)).containsOnlyKeys(names);
        assertThat(service.asked())
                .as("three pages of a hundred, one of thirty")
                .hasSize(4);
    }

    @Test
    void what_was_not_evaluated_says_so() {
        service.set("MetricAlarm", "errors", "OK", "old", "EVALUATION_ERROR");
        service.set("LogAlarm", "lines", "INSUFFICIENT_DATA", "", "PARTIAL_DATA");

        assertThat(alarms.find(Set.of("errors", "lines")).values())
                .containsExactlyInAnyOrder(
                        Alarm.of("errors", State.OK, "old").withUnevaluated("EVALUATION_ERROR"),
                        Alarm.of("lines", State.INSUFFICIENT_DATA, "").withUnevaluated("PARTIAL_DATA"));
    }

    @Test
    void an_evaluation_that_is_newer_than_the_sdk_is_told_in_its_own_word() {
        service.set("MetricAlarm", "errors", "OK", "old", "EVALUATION_PONDERED");

        assertThat(alarms.find(Set.of("errors")).get("errors").unevaluated()).isEqualTo("EVALUATION_PONDERED");
    }

    @Test
    void a_state_that_nobody_knows_is_no_green_one() {
        service.set("errors", "CHARTREUSE", "who knows");

        assertThatExceptionOfType(PortException.Invalid.class)
                .isThrownBy(() -> alarms.find(Set.of("errors")))
                .withMessageContaining("expected the alarm 'errors' in one of the states")
                .withMessageContaining("CHARTREUSE");
    }

    @Test
    void whoever_may_not_read_them_is_told_which_action_to_allow() {
        service.deny("User: ann is not authorized to perform: cloudwatch:DescribeAlarms");

        assertThatExceptionOfType(PortException.Denied.class)
                .isThrownBy(() -> alarms.find(Set.of("errors")))
                .withMessageContaining("cloudwatch:DescribeAlarms")
                .withMessageContaining("not authorized");
        assertThat(AwsAlarms.actions()).containsExactly("cloudwatch:DescribeAlarms");
    }

    @Test
    void a_service_that_does_not_answer_is_unavailable() {
        service.close();

        assertThatExceptionOfType(PortException.Unavailable.class).isThrownBy(() -> alarms.find(Set.of("errors")));
    }
}
