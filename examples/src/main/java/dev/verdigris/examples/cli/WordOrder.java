package dev.verdigris.examples.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;

/**
 * Puts the words of the command first and every option after them, so that any option may stand at any place: before
 * the command, between its words, or after it.
 */
final class WordOrder {

    private WordOrder() {}

    /**
     * Orders words: those of the command first. A word after an option that takes a value is its value, whatever it
     * looks like.
     */
    static String[] commandFirst(CommandLine program, String... typed) {
        Set<String> valued = namesThatTakeAValue(program);
        List<String> command = new ArrayList<>();
        List<String> options = new ArrayList<>();
        for (int i = 0; i < typed.length; i++) {
            (typed[i].startsWith("-") ? options : command).add(typed[i]);
            if (valued.contains(typed[i]) && i + 1 < typed.length) {
                options.add(typed[++i]);
            }
        }
        command.addAll(options);
        return command.toArray(String[]::new);
    }

    private static Set<String> namesThatTakeAValue(CommandLine command) {
        Set<String> names = new HashSet<>();
        command.getCommandSpec().options().stream()
                .filter(option -> option.arity().max() > 0)
                .forEach(option -> names.addAll(List.of(option.names())));
        command.getSubcommands().values().forEach(subcommand -> names.addAll(namesThatTakeAValue(subcommand)));
        return names;
    }
}
