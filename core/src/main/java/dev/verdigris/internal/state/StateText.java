package dev.verdigris.internal.state;

import dev.verdigris.error.RefusedException;
import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.world.KeptWarm;
import dev.verdigris.internal.world.Served;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Naming;
import dev.verdigris.model.TagKeys;
import dev.verdigris.model.Traffic;
import dev.verdigris.plan.Phase;
import dev.verdigris.report.Direction;
import dev.verdigris.report.EndedDeployment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * a deployment state as text. The first fact is the version of the format; a minor version adds facts that older readers pass
 * over, a major one is not for them. The format is described in {@code docs/deployment-state.md}.
 */
final class StateText {
    /** The largest standard parameter of Parameter Store, in bytes (SSM API, PutParameter). */
    static final int LARGEST = 4096;

    private static final int MAJOR = 1;
    private static final String VERSION = MAJOR + ".0";
    private static final Pattern FIRST_LINE = Pattern.compile("verdigris ([0-9]{1,9}\\.[0-9]{1,9})\\n");
    private static final int LONGEST_SHOWN = 60;
    private static final String TAB = "\t";

    private StateText() {}

    /**
     * The text, with as much of what is only told as fits.
     *
     * @param spare how many bytes are to be left for what may come
     * @throws RefusedException if it does not fit without that either
     */
    static String write(String environment, DeploymentState state, int spare) {
        DeploymentState fitting = state;
        while (true) {
            String text = facts(fitting).text();
            int length = text.getBytes(StandardCharsets.UTF_8).length;
            if (length + spare <= LARGEST) {
                return text;
            }
            DeploymentState shorter = fitting.shorter();
            if (shorter == null) {
                throw new RefusedException(
                        "expected the deployment state of " + environment + " to fit into " + LARGEST + " bytes, found "
                                + (length + spare) + " needed",
                        "name fewer checks, or shorten the names of the environment, its groups and its parameter");
            }
            fitting = shorter;
        }
    }

    /**
     * The deployment state.
     *
     * @throws RefusedException if it is of a newer major version, or cannot be read
     */
    static DeploymentState read(String environment, String text) {
        try {
            String version = version(text);
            if (major(version) > MAJOR) {
                throw new RefusedException(
                        "expected the deployment state of " + environment + " in a format up to " + MAJOR + ".x, found "
                                + version,
                        "use a version of Verdigris that knows it; this one leaves it as it is");
            }
            requireWhole(text);
            return state(Facts.read(text));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    "expected a readable deployment state of " + environment + ", found one that is not: "
                            + e.getMessage(),
                    "look at it by hand, and delete it if nothing is in progress");
        }
    }

    /** A fact that was cut off may still look like one. */
    private static void requireWhole(String text) {
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("expected a line feed at the end of each line, found '"
                    + Words.shortened(text.substring(text.lastIndexOf('\n') + 1), LONGEST_SHOWN) + "' cut off");
        }
    }

    /** The first line alone says the version, whatever the format of all others. */
    private static String version(String text) {
        Matcher first = FIRST_LINE.matcher(text);
        if (!first.lookingAt()) {
            throw new IllegalArgumentException(
                    "expected it to begin with 'verdigris' and a version, such as " + VERSION);
        }
        return first.group(1);
    }

    private static int major(String version) {
        return Integer.parseInt(version.substring(0, version.indexOf('.')));
    }

    private static Facts facts(DeploymentState state) {
        Facts facts = new Facts().put("verdigris", VERSION).put("fencing", state.fencing());
        KeptWarm warm = state.keptWarm();
        if (warm != null) {
            facts.put("warm", warm.color() + TAB + warm.idleMin());
        }
        Served served = state.served();
        if (served != null) {
            facts.put("served", served.color() + TAB + served.capacity());
        }
        OriginalSizes originals = state.originals();
        if (originals != null) {
            facts.put("originals.of", originals.deployment())
                    .put("originals.blue", PreimageText.size(originals.blue()))
                    .put("originals.green", PreimageText.size(originals.green()))
                    .put("originals.active", originals.active())
                    .put("originals.idle-min", originals.idleMin());
        }
        CurrentDeployment open = state.open();
        if (open != null) {
            put(facts, open);
        }
        for (EndedDeployment ended : state.history()) {
            facts.put("ended", ended(ended));
        }
        return facts;
    }

    private static DeploymentState state(Facts facts) {
        return new DeploymentState(
                facts.get("fencing", Long::valueOf),
                facts.find("warm", StateText::warm),
                facts.find("served", StateText::served),
                facts.has("originals.of")
                        ? new OriginalSizes(
                                facts.get("originals.of"),
                                facts.get("originals.blue", PreimageText::size),
                                facts.get("originals.green", PreimageText::size),
                                facts.find("originals.active", Color::parse),
                                facts.get("originals.idle-min", Integer::valueOf))
                        : null,
                facts.all("ended", StateText::ended),
                facts.has("open.id") ? open(facts) : null);
    }

    private static KeptWarm warm(String value) {
        String[] cells = value.split(TAB, -1);
        return new KeptWarm(Color.parse(cells[0]), Integer.parseInt(cells[1]));
    }

    private static @Nullable String superseded(CurrentDeployment.@Nullable Superseded superseded) {
        return superseded == null
                ? null
                : superseded.id() + TAB + superseded.grace() + TAB + (superseded.ends() ? "yes" : "no");
    }

    private static CurrentDeployment.Superseded superseded(String value) {
        String[] cells = value.split(TAB, -1);
        return new CurrentDeployment.Superseded(cells[0], Duration.parse(cells[1]), cells[2].equals("yes"));
    }

    private static Served served(String value) {
        String[] cells = value.split(TAB, -1);
        return new Served(Color.parse(cells[0]), Integer.parseInt(cells[1]));
    }

    private static void put(Facts facts, CurrentDeployment open) {
        Environment environment = open.environment();
        Holding holding = open.holding();
        facts.put("open.id", open.id())
                .put("open.verb", open.verb())
                .put("open.since", open.since())
                .put("open.holder", holding.holder())
                .put("open.token", holding.token())
                .put("open.lease", holding.lease())
                .put("open.grace", holding.grace())
                .put("open.writes", holding.writes())
                .put("open.left", holding.left() ? "yes" : null)
                .put("open.supersedes", superseded(open.supersedes()))
                .put("environment.name", environment.name())
                .put("environment.blue", environment.blue())
                .put("environment.green", environment.green())
                .put("environment.target-group", ((Traffic.Registration) environment.traffic()).targetGroup())
                .put("environment.prefix", environment.naming().equals(Naming.standard()) ? null : environment.naming())
                .put("environment.parameter", environment.activeColorParameter())
                .put(
                        "environment.tag-environment",
                        tag(environment.tags().environment(), TagKeys.standard().environment()))
                .put(
                        "environment.tag-color",
                        tag(environment.tags().color(), TagKeys.standard().color()));
        open.checks().forEach(check -> facts.put("check", check));
        if (open.request() != null) {
            RequestText.put(facts, open.request());
        }
        Execution begun = open.begun();
        if (begun != null) {
            put(facts, begun);
        }
    }

    private static CurrentDeployment open(Facts facts) {
        Environment environment = Environment.named(facts.get("environment.name"))
                .blueGroup(facts.get("environment.blue"))
                .greenGroup(facts.get("environment.green"))
                .traffic(Traffic.registration(facts.get("environment.target-group")))
                .naming(
                        facts.has("environment.prefix")
                                ? Naming.prefix(facts.get("environment.prefix"))
                                : Naming.standard())
                .activeColorParameter(facts.get("environment.parameter"))
                .tags(new TagKeys(
                        tag(
                                facts,
                                "environment.tag-environment",
                                TagKeys.standard().environment()),
                        tag(facts, "environment.tag-color", TagKeys.standard().color())))
                .build();
        return new CurrentDeployment(
                facts.get("open.id"),
                environment,
                RequestText.request(facts, environment),
                facts.all("check"),
                facts.get("open.since", Instant::parse),
                new Holding(
                        facts.get("open.holder"),
                        facts.get("open.token"),
                        facts.get("open.lease", Duration::parse),
                        facts.get("open.grace", Duration::parse),
                        facts.get("open.writes", Long::valueOf),
                        facts.has("open.left")),
                facts.find("open.supersedes", StateText::superseded),
                facts.has("begun.phase") ? begun(facts) : null);
    }

    /** Only a key that is not the standard one is in the deployment state; an empty one is none. */
    private static @Nullable String tag(@Nullable String key, @Nullable String standard) {
        return Objects.equals(key, standard) ? null : key == null ? "" : key;
    }

    private static @Nullable String tag(Facts facts, String fact, @Nullable String standard) {
        String key = facts.has(fact) ? facts.get(fact) : standard;
        return "".equals(key) ? null : key;
    }

    private static void put(Facts facts, Execution begun) {
        facts.put("begun.direction", begun.direction())
                .put("begun.phase", begun.phase())
                .put("begun.step", begun.step())
                .put("begun.floor", begun.floor());
        begun.pins().forEach((color, pin) -> facts.put("begun.pin." + color, pin));
        Execution.Cause cause = begun.cause();
        if (cause != null) {
            facts.put("cause.step", cause.step())
                    .put("cause.problem", cause.problem())
                    .put("cause.remedy", cause.remedy());
        }
        PreimageText.put(facts, begun.preimage());
    }

    private static Execution begun(Facts facts) {
        Map<Color, Integer> pins = new EnumMap<>(Color.class);
        for (Color color : Color.values()) {
            Integer pin = facts.find("begun.pin." + color, Integer::valueOf);
            if (pin != null) {
                pins.put(color, pin);
            }
        }
        return new Execution(
                PreimageText.preimage(facts),
                facts.get("begun.direction", Direction::valueOf),
                facts.get("begun.phase", Phase::valueOf),
                facts.has("begun.step") ? facts.get("begun.step") : null,
                facts.has("cause.step")
                        ? new Execution.Cause(
                                facts.get("cause.step"), facts.get("cause.problem"), facts.get("cause.remedy"))
                        : null,
                pins,
                facts.get("begun.floor", Integer::valueOf));
    }

    private static String ended(EndedDeployment ended) {
        List<String> cells = new ArrayList<>();
        cells.add(ended.id());
        cells.add(ended.ending().name());
        cells.add(ended.from() == null ? "" : ended.from().label());
        cells.add(ended.to() == null ? "" : ended.to().label());
        cells.add(ended.who());
        cells.add(ended.started().toString());
        cells.add(ended.took().toString());
        if (ended.cause() != null) {
            cells.add(ended.cause());
        }
        return cells.stream().map(cell -> cell.replace('\t', ' ')).collect(Collectors.joining(TAB));
    }

    private static EndedDeployment ended(String value) {
        String[] cells = value.split(TAB, -1);
        return new EndedDeployment(
                cells[0],
                EndedDeployment.Ending.valueOf(cells[1]),
                color(cells[2]),
                color(cells[3]),
                cells[4],
                Instant.parse(cells[5]),
                Duration.parse(cells[6]),
                cells.length > 7 ? cells[7] : null);
    }

    private static @Nullable Color color(String label) {
        return label.isEmpty() ? null : Color.parse(label);
    }
}
