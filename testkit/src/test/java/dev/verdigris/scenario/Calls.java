package dev.verdigris.scenario;

import dev.verdigris.testkit.Call;
import dev.verdigris.testkit.CallHook;
import dev.verdigris.testkit.SimulatedCloud;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The means to look at the world, and to interfere with it, as a call is sent or has taken effect. */
final class Calls {
    private final SimulatedCloud cloud;

    Calls(SimulatedCloud cloud) {
        this.cloud = cloud;
    }

    /** Whether a call is about the deployment state and not about the world. */
    static boolean ofState(Call call) {
        return call.operation().startsWith("deployments:");
    }

    /** Whether a call changes something besides the deployment state. */
    static boolean changesTheWorld(Call call) {
        return call.isChange() && !ofState(call);
    }

    /** What is the case each time an operation is about to be sent. */
    <T> List<T> beforeEach(String operation, Supplier<T> what) {
        List<T> seen = new ArrayList<>();
        beforeEach(call -> call.operation().equals(operation), call -> seen.add(what.get()));
        return seen;
    }

    /** Does something whenever such a call is about to be sent. */
    void beforeEach(Predicate<Call> which, Consumer<Call> action) {
        cloud.install(new CallHook() {
            @Override
            public void before(Call call) {
                if (which.test(call)) {
                    action.accept(call);
                }
            }
        });
    }

    /** Does something as soon as the n-th call of an operation is about to be sent. */
    void before(String operation, int number, Runnable action) {
        cloud.install(new CallHook() {
            private int calls;

            @Override
            public void before(Call call) {
                if (call.operation().equals(operation) && ++calls == number) {
                    action.run();
                }
            }
        });
    }

    /** Does something as soon as an operation has taken effect for the first time. */
    void afterFirst(String operation, Runnable action) {
        cloud.install(new CallHook() {
            @Override
            public void after(Call call) {
                if (call.operation().equals(operation)) {
                    cloud.remove(this);
                    action.run();
                }
            }
        });
    }
}
