package dev.verdigris.testkit.contract;

import dev.verdigris.model.Environment;
import dev.verdigris.port.Releases;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A world of a contract in which one environment has a release pointer, one of its own for each test. */
public interface ReleasesWorld {

    /** The port under test. */
    Releases releases();

    /** The environment. */
    Environment environment();

    /** Another environment, whose release pointer is another one; null where the port knows one pointer only. */
    @Nullable
    Environment other();

    /** Three different versions that can be selected. */
    List<String> versions();

    /** Whether nothing may be selected, as at first; where not, the first of the versions is. */
    boolean mayBeNothing();

    /** Somebody else selects a version. */
    void selectedByOthers(Environment environment, String version);

    /** Lets as much time pass as everything under way may take; where everything happens at once, nothing. */
    void runDue();
}
