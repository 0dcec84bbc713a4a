package dev.verdigris.testkit.sweep;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.port.Cloud;
import dev.verdigris.testkit.SimulatedCloud;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is swept: a world, and what somebody does in it.
 *
 * @param name how it is called in reports
 * @param environment the environment that it is about
 * @param world makes the world from a seed, always the same from the same seed, as it is before anything is done
 * @param facade begins the facade of each process, with your checks and listeners
 * @param verb what is done
 * @param refusal what the refusal must name, if it must be refused, before it changes anything, however it is disturbed;
 *     null if it must succeed undisturbed
 */
public record Scenario(
        String name,
        Environment environment,
        LongFunction<SimulatedCloud> world,
        Function<Cloud, BlueGreen.Builder> facade,
        Verb verb,
        @Nullable String refusal) {

    /** A scenario that must succeed undisturbed. */
    public Scenario(
            String name,
            Environment environment,
            LongFunction<SimulatedCloud> world,
            Function<Cloud, BlueGreen.Builder> facade,
            Verb verb) {
        this(name, environment, world, facade, verb, null);
    }

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

    /** This scenario with facades that have more to them. */
    public Scenario withFacade(Function<Cloud, BlueGreen.Builder> facade) {
        return new Scenario(name, environment, world, facade, verb, refusal);
    }

    /** This scenario by another name. */
    Scenario named(String otherName) {
        return new Scenario(otherName, environment, world, facade, verb, refusal);
    }

    /** This scenario in a world that demands that it is refused, before it changes anything, by words that name something. */
    public Scenario refused(String naming) {
        return new Scenario(name, environment, world, facade, verb, naming);
    }

    @Override
    public String toString() {
        return name;
    }
}
