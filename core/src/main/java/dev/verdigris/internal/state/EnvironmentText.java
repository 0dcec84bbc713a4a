package dev.verdigris.internal.state;

import dev.verdigris.internal.strategy.Strategies;
import dev.verdigris.internal.text.Facts;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Environment.TagKeys;
import dev.verdigris.model.Naming;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An environment, as facts. */
final class EnvironmentText {
    private EnvironmentText() {}

    static void put(Facts facts, Environment environment) {
        facts.put("environment.name", environment.name())
                .put("environment.blue", environment.blue())
                .put("environment.green", environment.green())
                .put("environment.traffic", Strategies.of(environment).id());
        Strategies.of(environment).write(facts);
        facts.put("environment.prefix", environment.naming().equals(Naming.standard()) ? null : environment.naming())
                .put("environment.parameter", environment.activeColorParameter())
                .put(
                        "environment.tag-environment",
                        tag(environment.tags().environment(), TagKeys.standard().environment()))
                .put(
                        "environment.tag-color",
                        tag(environment.tags().color(), TagKeys.standard().color()));
    }

    static Environment environment(Facts facts) {
        Naming naming = facts.find("environment.prefix", Naming::prefix);
        return Environment.named(facts.get("environment.name"))
                .blueGroup(facts.get("environment.blue"))
                .greenGroup(facts.get("environment.green"))
                .traffic(facts.get("environment.traffic", id -> Strategies.traffic(id, facts)))
                .naming(naming == null ? Naming.standard() : naming)
                .activeColorParameter(facts.get("environment.parameter"))
                .tags(new TagKeys(
                        tag(
                                facts,
                                "environment.tag-environment",
                                TagKeys.standard().environment()),
                        tag(facts, "environment.tag-color", TagKeys.standard().color())))
                .build();
    }

    /** The key of a tag as it is kept: only one that is not standard is, and an empty one means none. */
    private static @Nullable String tag(@Nullable String key, @Nullable String standard) {
        return Objects.equals(key, standard) ? null : key == null ? "" : key;
    }

    private static @Nullable String tag(Facts facts, String fact, @Nullable String standard) {
        String key = facts.has(fact) ? facts.get(fact) : standard;
        return "".equals(key) ? null : key;
    }
}
