package dev.verdigris.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A text of one fact a line, {@code key value}; a key may stand on several lines. Escaped are backslash, line ends, and
 * the opening brace: Parameter Store refuses values with two of them in a row (SSM API, PutParameter).
 */
public final class Facts {
    private final StringBuilder text;
    /** The lines of the text; null until it is asked for a fact. */
    private @Nullable Lines lines;

    public Facts() {
        this.text = new StringBuilder(2048);
    }

    private Facts(String text) {
        this.text = new StringBuilder(text);
        this.lines = new Lines(text);
    }

    public static Facts read(String text) {
        return new Facts(text);
    }

    private Lines lines() {
        Lines known = lines;
        if (known == null) {
            known = new Lines(text.toString());
            lines = known;
        }
        return known;
    }

    /** Adds a fact; null is none. */
    public Facts put(String key, @Nullable Object value) {
        if (value != null) {
            text.append(key).append(' ').append(escaped(value.toString())).append('\n');
            lines = null;
        }
        return this;
    }

    /** Adds facts in the words of {@link #since}. */
    public void add(String facts) {
        text.append(facts);
        lines = null;
    }

    /** How long the text is. */
    public int length() {
        return text.length();
    }

    /** What was put since the text was so long. */
    public String since(int length) {
        return text.substring(length);
    }

    public List<String> all(String key) {
        List<String> all = new ArrayList<>();
        Lines known = lines();
        for (int line = known.find(key); line >= 0; line = known.after(line)) {
            all.add(unescaped(known.value(line)));
        }
        return all;
    }

    public boolean has(String key) {
        return lines().find(key) >= 0;
    }

    public String get(String key) {
        return one(key, lines().find(key));
    }

    private String one(String key, int line) {
        if (line < 0 || lines().after(line) >= 0) {
            throw new IllegalArgumentException("expected one fact '" + key + "', found " + all(key).size());
        }
        return unescaped(lines().value(line));
    }

    public <T> T get(String key, Function<String, T> parse) {
        return parsed(key, get(key), parse);
    }

    public <T> List<T> all(String key, Function<String, T> parse) {
        List<T> all = new ArrayList<>();
        for (String value : all(key)) {
            all.add(parsed(key, value, parse));
        }
        return all;
    }

    private static <T> T parsed(String key, String value, Function<String, T> parse) {
        try {
            return parse.apply(value);
        } catch (UnknownWord e) {
            throw new UnknownWord(key, e);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("expected '" + key + "' to be readable, found '" + value + "'", e);
        }
    }

    public <T> @Nullable T find(String key, Function<String, T> parse) {
        int line = lines().find(key);
        return line < 0 ? null : parsed(key, one(key, line), parse);
    }

    public String text() {
        return text.toString();
    }

    private static String escaped(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '{' || c == '\\' || c == '\n' || c == '\r') {
                return replaced(value);
            }
        }
        return value;
    }

    private static String replaced(String value) {
        return value.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("{", "\\{");
    }

    private static String unescaped(String value) {
        if (value.indexOf('\\') < 0) {
            return value;
        }
        StringBuilder plain = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                char next = value.charAt(++i);
                plain.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
