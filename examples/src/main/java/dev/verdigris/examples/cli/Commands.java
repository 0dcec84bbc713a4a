package dev.verdigris.examples.cli;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import picocli.CommandLine;

/**
 * The tree of commands as picocli knows it: all of it, or as much as some words can mean. Picocli reads every option of
 * each command that it is given, which takes longer than most commands do.
 */
final class Commands {
    private static final List<String> ENVIRONMENT = List.of(
            "status",
            "validate",
            "adopt",
            "refresh",
            "rollback",
            "switch",
            "shutdown",
            "start",
            "cleanup",
            "promote",
            "resume",
            "abort",
            "reconcile",
            "history",
            "timeline",
            "unlock",
            "policy",
            "dashboard",
            "alarms");
    private static final List<String> BUILDS = List.of("set_current", "current", "list");
    private static final List<String> STORE = List.of("check");

    private final Main main;
    private final Predicate<String> meant;

    private Commands(Main main, Predicate<String> meant) {
        this.main = main;
        this.meant = meant;
    }

    /** All commands. */
    static CommandLine all(Main main) {
        return new Commands(main, word -> true).tree();
    }

    /** The commands that are among some words, and all of a group's where the group is and none of its commands. */
    static CommandLine among(Main main, String... words) {
        return new Commands(main, Set.copyOf(List.of(words))::contains).tree();
    }

    private CommandLine tree() {
        CommandLine tree = new CommandLine(main)
                .addSubcommand(new EnvironmentCommands())
                .addSubcommand(new BuildsCommands())
                .addSubcommand(new StoreCommands())
                .addSubcommand(new RolloutCommand(main));
        fill(tree, "environment", ENVIRONMENT);
        fill(tree, "builds", BUILDS);
        fill(tree, "store", STORE);
        return tree;
    }

    private void fill(CommandLine tree, String group, List<String> commands) {
        if (meant.test(group)) {
            List<String> named = commands.stream().filter(meant).toList();
            for (String command : named.isEmpty() ? commands : named) {
                Objects.requireNonNull(tree.getSubcommands().get(group)).addSubcommand(command(command));
            }
        }
    }

    private Object command(String name) {
        return switch (name) {
            case "status" -> new StatusCommand(main);
            case "validate" -> new ValidateCommand(main);
            case "adopt" -> new AdoptCommand(main);
            case "refresh" -> new RefreshCommand(main);
            case "rollback" -> new RollbackCommand(main);
            case "switch" -> new SwitchCommand(main);
            case "shutdown" -> new ShutdownCommand(main);
            case "start" -> new StartCommand(main);
            case "cleanup" -> new CleanupCommand(main);
            case "promote" -> new PromoteCommand(main);
            case "resume" -> new ResumeCommand(main);
            case "abort" -> new AbortCommand(main);
            case "reconcile" -> new ReconcileCommand(main);
            case "history" -> new HistoryCommand(main);
            case "timeline" -> new TimelineCommand(main);
            case "unlock" -> new UnlockCommand(main);
            case "policy" -> new PolicyCommand(main);
            case "dashboard" -> new DashboardCommand(main);
            case "alarms" -> new AlarmsCommand(main);
            case "set_current" -> new SetCurrentCommand(main);
            case "current" -> new CurrentCommand(main);
            case "list" -> new ReleaseListCommand(main);
            case "check" -> new StoreCheckCommand(main);
            default -> throw new IllegalArgumentException("expected a command, found '" + name + "'");
        };
    }
}
