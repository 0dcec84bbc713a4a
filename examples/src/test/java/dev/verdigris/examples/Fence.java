package dev.verdigris.examples;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A block of code or output in a Markdown file.
 *
 * @param origin where it comes from, as the comment before it says; empty if there is none
 * @param language its language; empty for output
 * @param text its lines
 */
public record Fence(String origin, String language, String text) {
    private static final Pattern FORM =
            Pattern.compile("(?:^<!-- (\\S+) -->\\n)?^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    /** All those of a file. */
    public static List<Fence> in(String path) {
        return FORM.matcher(Project.read(path)).results().map(Fence::of).toList();
    }

    private static Fence of(MatchResult found) {
        String origin = found.group(1);
        return new Fence(origin == null ? "" : origin, found.group(2), found.group(3));
    }

    /** The tagged region of a source file that the origin names, as {@code PATH#TAG}. */
    public String source() {
        String[] parts = origin.split("#", -1);
        String[] around = Project.read(parts[0]).split("// (?:tag|end)::" + parts[1] + "\\[]\\n?", -1);
        if (around.length != 3) {
            throw new IllegalStateException("expected one region '" + parts[1] + "' in " + parts[0]);
        }
        return around[1].stripTrailing().stripIndent() + "\n";
    }

    @Override
    public String toString() {
        return origin.isEmpty() ? language + " " + text.lines().findFirst().orElse("") : origin;
    }
}
