package dev.verdigris.testkit.sweep;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.port.Cloud;
import dev.verdigris.testkit.SimulatedCloud;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * What is swept: a world, and what somebody does in it.
 *
 * @param name how it is called in reports
 * @param environment the environment that it is about
 * @param world makes the world from a seed, always the same from the same seed, as it is before anything is done
 * @param facade begins the facade of each process, with your checks and listeners
 * @param verb what is done
 */
public record Scenario(
        String name,
        Environment environment,
        LongFunction<SimulatedCloud> world,
        Function<Cloud, BlueGreen.Builder> facade,
        Verb verb) {

    /** Something that is done through a facade. */
    @FunctionalInterface
    public interface Verb {
        /** Does it. */
        Outcome on(BlueGreen blueGreen);
    }

    /** A scenario with plain facades. */
    public static Scenario of(String name, Environment environment, LongFunction<SimulatedCloud> world, Verb verb) {
        return new Scenario(name, environment, world, BlueGreen::builder, verb);
    }

    /** The same with facades that have more to them. */
    public Scenario withFacade(Function<Cloud, BlueGreen.Builder> facade) {
        return new Scenario(name, environment, world, facade, verb);
    }

    @Override
    public String toString() {
        return name;
    }
}
