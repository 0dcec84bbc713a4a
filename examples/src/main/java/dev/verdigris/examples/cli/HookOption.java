package dev.verdigris.examples.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The option about what is called at the points of a deployment. */
final class HookOption {

    @Option(
            names = "--hook",
            paramLabel = "H",
            split = ",(?=[a-z-]+=http:)",
            splitSynopsisLabel = ",",
            scope = ScopeType.INHERIT,
            converter = TypedHook.Reader.class,
            description =
                    "What is called at a point of a deployment, and on the way back to undo it, as POINT=http:URL: it is sent a"
                            + " POST with an Idempotency-Key until it answers 200. The points are before- and after-"
                            + " scale-up, test, switch, bake and clean-up. Say it once for each. Whoever goes on with the"
                            + " deployment must say the same.")
    private @Nullable List<TypedHook> hooks;

    /**
     * The hooks.
     *
     * @throws IllegalArgumentException if one is there twice
     */
    List<TypedHook> hooks() {
        List<TypedHook> given = hooks == null ? List.of() : hooks;
        Set<String> seen = new HashSet<>();
        for (TypedHook hook : given) {
            if (!seen.add(hook.toString())) {
                throw new IllegalArgumentException("--hook: expected each once, found " + hook + " twice");
            }
        }
        return given;
    }

    /** Those that whoever goes on must say, too. */
    void each(BiConsumer<String, Object> option) {
        hooks().forEach(hook -> option.accept("--hook", hook));
    }
}
