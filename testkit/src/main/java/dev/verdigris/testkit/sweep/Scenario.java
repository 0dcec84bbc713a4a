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
 * @param seen the environment as the invariants see it: for an adoption, with the old group in the place of the color that
 *     does not serve first
 */
public record Scenario(
        String name,
        Environment environment,
        LongFunction<SimulatedCloud> world,
        Function<Cloud, BlueGreen.Builder> facade,
        Verb verb,
        @Nullable String refusal,
        Environment seen) {

    /** A scenario that must succeed undisturbed. */
    public Scenario(
            String name,
            Environment environment,
            LongFunction<SimulatedCloud> world,
            Function<Cloud, BlueGreen.Builder> facade,
            Verb verb) {
        this(name, environment, world, facade, verb, null, environment);
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
        return new Scenario(name, environment, world, facade, verb, refusal, seen);
    }

    /** This scenario by another name. */
    Scenario named(String otherName) {
        return new Scenario(otherName, environment, world, facade, verb, refusal, seen);
    }

    /** Whether it is about a group that stands in for a color. */
    boolean adopts() {
        return !seen.equals(environment);
    }

    /** This scenario, seen as another environment with the same parameter and deployment state. */
    public Scenario seenAs(Environment other) {
        return new Scenario(name, environment, world, facade, verb, refusal, other);
    }

    /** This scenario in a world that demands that it is refused, before it changes anything, by words that name something. */
    public Scenario refused(String naming) {
        return new Scenario(name, environment, world, facade, verb, naming, seen);
    }

    @Override
    public String toString() {
        return name;
    }
}
