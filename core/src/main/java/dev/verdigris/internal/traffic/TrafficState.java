package dev.verdigris.internal.traffic;

import dev.verdigris.model.Color;
import java.util.List;

/** What a strategy has observed of traffic at one moment. Only the strategy knows what is in it. */
public interface TrafficState {

    /** What traffic goes through. */
    Route route();

    /** Who gets requests. */
    TrafficView view();

    /** How each place of a color stands that requests are sent to, in words; empty if they are sent to none. */
    List<String> standing(Color color);
}
