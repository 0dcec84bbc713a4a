package dev.verdigris.aws;

import dev.verdigris.aws.moto.CloudWatchStandIn;
import dev.verdigris.model.Alarm;
import dev.verdigris.port.Alarms;
import dev.verdigris.testkit.contract.AlarmsContract;
import dev.verdigris.testkit.contract.AlarmsWorld;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

class CloudWatchAlarmsContractTest extends AlarmsContract {
    private final CloudWatchStandIn service = CloudWatchStandIn.start();
    private final CloudWatchClient client = CloudWatchAlarmsTest.client(service);

    @AfterEach
    void close() {
        client.close();
        service.close();
    }

    @Override
    protected AlarmsWorld newWorld() {
        return new AlarmsWorld() {
            @Override
            public Alarms alarms() {
                return AwsAlarms.cloudWatch(client);
            }

            @Override
            public List<String> types() {
                return List.of("MetricAlarm", "CompositeAlarm", "LogAlarm");
            }

            @Override
            public void make(String type, String name) {
                service.set(type, name, "OK", "made", null);
            }

            @Override
            public void set(String name, Alarm.State state, String reason) {
                service.set(name, state.name(), reason);
            }
        };
    }
}
