package dev.verdigris.internal.state;

import dev.verdigris.error.RefusedException;
import dev.verdigris.internal.plan.KeptWarm;
import dev.verdigris.internal.plan.Participant;
import dev.verdigris.internal.plan.Participants;
import dev.verdigris.internal.step.TrafficStrategy;
import dev.verdigris.internal.strategy.Strategies;
import dev.verdigris.internal.text.Facts;
import dev.verdigris.internal.text.Times;
import dev.verdigris.internal.text.UnknownWord;
import dev.verdigris.internal.text.Words;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.report.EndedDeployment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A deployment state as text. The first fact is the version of the format; a minor version adds facts that older
 * readers pass over, a major one is not for them. The format is described in {@code docs/deployment-state.md}.
 */
final class StateText {
    /** The largest standard parameter of Parameter Store, in bytes (SSM API, PutParameter). */
    static final int LARGEST = 4096;

    private static final int MAJOR = 2;
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
        return write(environment, state, spare, new LastingText());
    }

    /**
     * The text, where the same deployment may have been written before.
     *
     * @param lasting what it said of what has not changed since
     */
    static String write(String environment, DeploymentState state, int spare, LastingText lasting) {
        DeploymentState fitting = state;
        while (true) {
            String text = facts(fitting, lasting).text();
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
     * @throws RefusedException if it is of another major version, says what this version does not know, or cannot be
     *     read
     */
    static DeploymentState read(String environment, String text) {
        return read(environment, text, new LastingFacts());
    }

    /**
     * The deployment state, where another text of the same deployment may have been read before.
     *
     * @param lasting what that said of what has not changed since
     */
    static DeploymentState read(String environment, String text, LastingFacts lasting) {
        try {
            String version = version(text);
            requireOurs(environment, version);
            requireWhole(text);
            return state(new StateParts(text), lasting);
        } catch (UnknownWord e) {
            throw new RefusedException(
                    "expected what this version knows in the deployment state of " + environment + ", found "
                            + e.getMessage(),
                    "use a newer version of Verdigris; this one leaves it as it is");
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    "expected a readable deployment state of " + environment + ", found one that is not: "
                            + e.getMessage(),
                    "look at it by hand, and delete it if nothing is in progress");
        }
    }

    private static void requireOurs(String environment, String version) {
        int major = major(version);
        if (major != MAJOR) {
            throw new RefusedException(
                    "expected the deployment state of " + environment + " in format " + MAJOR + ".x, found " + version,
                    major > MAJOR
                            ? "use a newer version of Verdigris; this one leaves it as it is"
                            : "end what is in progress with the version of Verdigris that wrote it, then delete it from"
                                    + " the deployment store");
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

    private static Facts facts(DeploymentState state, LastingText lasting) {
        Facts facts = new Facts().put("verdigris", VERSION).put("fencing", state.fencing());
        KeptWarm warm = state.keptWarm();
        if (warm != null) {
            facts.put("kept-warm", words(warm));
        }
        facts.put("served", PreimageText.served(state.served()));
        facts.put("release", ReleasedText.of(state.released()));
        OriginalSizes originals = state.originals();
        if (originals != null) {
            facts.put("originals.of", originals.deployment())
                    .put("originals.blue", PreimageText.size(originals.blue()))
                    .put("originals.green", PreimageText.size(originals.green()))
                    .put("originals.active", originals.active())
                    .put("originals.idle-min", originals.idleMin());
        }
        state.followers().forEach(follower -> facts.put("follower", follower.words()));
        if (state.current() != null) {
            put(facts, state.current(), lasting);
        }
        lasting.ended(facts, state.history(), words -> state.history().forEach(ended -> ended(words, ended)));
        return facts;
    }

    private static DeploymentState state(StateParts parts, LastingFacts lasting) {
        Facts facts = Facts.read(parts.known());
        Facts held = Facts.read(parts.held());
        return new DeploymentState(
                facts.get("fencing", Long::valueOf),
                facts.find("kept-warm", StateText::warm),
                facts.find("served", PreimageText::served),
                facts.find("release", ReleasedText::read),
                facts.has("originals.of")
                        ? new OriginalSizes(
                                facts.get("originals.of"),
                                facts.get("originals.blue", PreimageText::size),
                                facts.get("originals.green", PreimageText::size),
                                facts.find("originals.active", Color::parse),
                                facts.get("originals.idle-min", Integer::valueOf))
                        : null,
                facts.all("follower", Follows::parse),
                lasting.ended(parts, () -> history(Facts.read(parts.ended()))),
                held.has("deployment.id") ? current(held, parts, lasting) : null);
    }

    private static String words(KeptWarm warm) {
        return warm.color() + TAB + warm.idleMin() + (warm.until() == null ? "" : TAB + warm.until());
    }

    private static KeptWarm warm(String value) {
        String[] cells = value.split(TAB, -1);
        return new KeptWarm(
                Color.parse(cells[0]), Integer.parseInt(cells[1]), cells.length > 2 ? Times.instant(cells[2]) : null);
    }

    private static @Nullable String superseded(CurrentDeployment.@Nullable Superseded superseded) {
        return superseded == null
                ? null
                : superseded.id() + TAB + superseded.grace() + TAB + (superseded.ends() ? "yes" : "no");
    }

    private static CurrentDeployment.Superseded superseded(String value) {
        String[] cells = value.split(TAB, -1);
        return new CurrentDeployment.Superseded(cells[0], Times.duration(cells[1]), cells[2].equals("yes"));
    }

    private static void put(Facts facts, CurrentDeployment current, LastingText lasting) {
        Holding holding = current.holding();
        facts.put("deployment.id", current.id())
                .put("deployment.verb", current.verb())
                .put("deployment.since", current.since())
                .put("deployment.supersedes", superseded(current.supersedes()))
                .put("lease.holder", holding.holder())
                .put("lease.token", holding.token())
                .put("lease.duration", holding.lease())
                .put("lease.grace", holding.grace())
                .put("lease.writes", holding.writes())
                .put("lease.left", holding.left() ? "yes" : null);
        lasting.asked(facts, current, words -> asked(words, current));
        Execution execution = current.execution();
        if (execution != null) {
            ExecutionText.put(facts, execution);
            lasting.was(
                    facts,
                    execution,
                    words -> PreimageText.put(words, execution.preimage(), Strategies.of(current.environment())));
        }
    }

    private static void asked(Facts facts, CurrentDeployment current) {
        EnvironmentText.put(facts, current.environment());
        current.participants().labels().forEach(label -> facts.put("requires", label));
        if (current.request() != null) {
            RequestText.put(facts, current.request());
        }
    }

    private static CurrentDeployment current(Facts held, StateParts parts, LastingFacts lasting) {
        String verb = held.get("deployment.verb");
        LastingFacts.Asked asked = lasting.asked(verb, parts, () -> asked(verb, Facts.read(parts.asked())));
        Facts progress = Facts.read(parts.progress());
        TrafficStrategy strategy = Strategies.of(asked.environment());
        return new CurrentDeployment(
                held.get("deployment.id"),
                asked.environment(),
                asked.request(),
                asked.participants(),
                held.get("deployment.since", Times::instant),
                new Holding(
                        held.get("lease.holder"),
                        held.get("lease.token"),
                        held.get("lease.duration", Times::duration),
                        held.get("lease.grace", Times::duration),
                        held.get("lease.writes", Long::valueOf),
                        held.has("lease.left")),
                held.find("deployment.supersedes", StateText::superseded),
                progress.has("execution.phase")
                        ? ExecutionText.execution(
                                progress,
                                lasting.was(
                                        asked, parts, () -> PreimageText.preimage(Facts.read(parts.was()), strategy)))
                        : null);
    }

    private static LastingFacts.Asked asked(String verb, Facts facts) {
        Environment environment = EnvironmentText.environment(facts);
        return new LastingFacts.Asked(
                environment,
                RequestText.request(verb, facts, environment),
                new Participants(facts.all("requires", Participant::parse)));
    }

    private static void ended(Facts facts, EndedDeployment ended) {
        facts.put("ended", ended(ended));
        ended.promotions()
                .forEach(promoted -> facts.put("ended.promoted", ended.id() + TAB + Promoted.words(promoted)));
    }

    private static List<EndedDeployment> history(Facts facts) {
        List<String> promoted = facts.all("ended.promoted");
        List<EndedDeployment> history = new ArrayList<>();
        for (Ended ended : facts.all("ended", StateText::ended)) {
            String of = ended.id() + TAB;
            history.add(ended.promoting(promoted.stream()
                    .filter(line -> line.startsWith(of))
                    .map(line -> Promoted.parse(line.substring(of.length())))
                    .toList()));
        }
        return history;
    }

    private static String ended(EndedDeployment ended) {
        List<String> cells = new ArrayList<>();
        cells.add(ended.id());
        cells.add(ended.verb());
        cells.add(Labels.ENDING.of(ended.ending()));
        cells.add(ended.from() == null ? "" : ended.from().label());
        cells.add(ended.to() == null ? "" : ended.to().label());
        cells.add(ended.who());
        cells.add(ended.started().toString());
        cells.add(ended.took().toString());
        if (ended.cause() != null || ended.release() != null) {
            cells.add(ended.cause() == null ? "" : ended.cause());
        }
        if (ended.release() != null) {
            cells.add(ended.release());
        }
        cells.replaceAll(cell -> cell.replace('\t', ' '));
        return String.join(TAB, cells);
    }

    private static Ended ended(String value) {
        String[] cells = value.split(TAB, -1);
        return new Ended(
                cells[0],
                cells[1],
                Labels.ENDING.parse(cells[2]),
                color(cells[3]),
                color(cells[4]),
                cells[5],
                Times.instant(cells[6]),
                Times.duration(cells[7]),
                cell(cells, 8),
                cell(cells, 9),
                List.of());
    }

    private static @Nullable String cell(String[] cells, int number) {
        return cells.length > number && !cells[number].isEmpty() ? cells[number] : null;
    }

    private static @Nullable Color color(String label) {
        return label.isEmpty() ? null : Color.parse(label);
    }
}
