package dev.verdigris.testkit.junit;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Environment;
import dev.verdigris.port.Cloud;
import dev.verdigris.testkit.SimulatedCloud;
import java.io.PrintStream;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test its own simulated cloud, as a parameter: a {@link SimulatedCloud}, its ports as a {@link Cloud}, or a
 * {@link BlueGreen} on it with every default. When a test fails, the seed, the timeline and the world as it was left
 * are printed.
 *
 * <pre>{@code
 * class DeployTest {
 *     @RegisterExtension
 *     final SimulatedCloudExtension clouds = SimulatedCloudExtension.serving(Environment.of("beta"), 3);
 *
 *     @Test
 *     void deploys(SimulatedCloud cloud, BlueGreen blueGreen) { … }
 * }
 * }</pre>
 */
@SuppressWarnings("exports") // a module that whoever calls this requires itself; the others need not have it
public final class SimulatedCloudExtension implements ParameterResolver, AfterEachCallback {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(SimulatedCloudExtension.class);
    private static final Set<Class<?>> TYPES = Set.of(SimulatedCloud.class, Cloud.class, BlueGreen.class);

    private final SimulatedCloud.Builder builder;
    private final PrintStream out;

    private SimulatedCloudExtension(SimulatedCloud.Builder builder, PrintStream out) {
        this.builder = builder;
        this.out = out;
    }

    /**
     * An extension with clouds in which so many instances of the blue fleet of an environment serve, with every
     * default.
     */
    public static SimulatedCloudExtension serving(Environment environment, int instances) {
        return of(SimulatedCloud.builder().serving(environment, instances));
    }

    /** An extension with clouds as that builder makes them. */
    public static SimulatedCloudExtension of(SimulatedCloud.Builder builder) {
        return new SimulatedCloudExtension(builder, System.err);
    }

    /** This extension, printing what is to be seen of a failed test to a stream of yours instead of standard error. */
    public SimulatedCloudExtension printingTo(PrintStream stream) {
        return new SimulatedCloudExtension(builder, stream);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return TYPES.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        SimulatedCloud cloud = cloud(context.getStore(NAMESPACE));
        Class<?> type = parameter.getParameter().getType();
        if (type == SimulatedCloud.class) {
            return cloud;
        }
        return type == Cloud.class
                ? cloud.ports()
                : BlueGreen.builder(cloud.ports()).listener(cloud.listener()).build();
    }

    /** The cloud of a test, by get and put: JUnit 5 and 6 have no other way in common that neither of them warns of. */
    private SimulatedCloud cloud(ExtensionContext.Store store) {
        SimulatedCloud cloud = store.get(this, SimulatedCloud.class);
        if (cloud == null) {
            cloud = builder.build();
            store.put(this, cloud);
        }
        return cloud;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        SimulatedCloud cloud = context.getStore(NAMESPACE).get(this, SimulatedCloud.class);
        if (cloud != null && context.getExecutionException().isPresent()) {
            out.println(context.getDisplayName() + " failed; what happened, and how it was left:");
            cloud.log().forEach(out::println);
            out.println(cloud.describe());
        }
    }
}
