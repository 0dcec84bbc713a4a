package dev.verdigris.internal.world;

import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.port.Permit;
import java.util.function.Consumer;

/**
 * A change of traffic that a strategy asks for. {@link Scene#apply} is the one door that it goes through.
 *
 * @param sentence what is changed, in words
 * @param after who would get requests then, by the last look
 * @param send what sends it
 */
public record TrafficChange(String sentence, TrafficView after, Consumer<Permit> send) {}
