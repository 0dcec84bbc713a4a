package dev.verdigris.testkit.contract;

import dev.verdigris.model.Alarm;
import dev.verdigris.model.Environment;
import dev.verdigris.port.Alarms;
import dev.verdigris.testkit.SimulatedAlarm;
import dev.verdigris.testkit.SimulatedCloud;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

class SimulatedAlarmsContractTest extends AlarmsContract {

    @Override
    protected AlarmsWorld newWorld() {
        SimulatedCloud cloud = SimulatedCloud.serving(Environment.of("beta"), 1);
        Map<String, SimulatedAlarm> made = new HashMap<>();
        return new AlarmsWorld() {
            @Override
            public Alarms alarms() {
                return Objects.requireNonNull(cloud.ports().alarms());
            }

            @Override
            public List<String> types() {
                return List.of("any");
            }

            @Override
            public void make(String type, String name) {
                made.put(name, cloud.alarms().create(name));
            }

            @Override
            public void set(String name, Alarm.State state, String reason) {
                made.computeIfAbsent(name, cloud.alarms()::create).set(state, reason);
            }
        };
    }
}
