package dev.verdigris.internal.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A text of one fact a line, {@code key value}; a key may stand on several lines. Escaped are backslash, line ends, and the
 * opening brace: Parameter Store refuses values with two of them in a row (SSM API, PutParameter).
 */
final class Facts {
    private final Map<String, List<String>> facts = new LinkedHashMap<>();

    static Facts read(String text) {
        Facts read = new Facts();
        for (String line : text.split("\n", -1)) {
            int space = line.indexOf(' ');
            if (space > 0) {
                read.put(line.substring(0, space), unescaped(line.substring(space + 1)));
            } else if (!line.isEmpty()) {
                throw new IllegalArgumentException("expected 'key value' on each line, found '" + line + "'");
            }
        }
        return read;
    }

    /** Adds a fact; null is none. */
    Facts put(String key, @Nullable Object value) {
        if (value != null) {
            facts.computeIfAbsent(key, k -> new ArrayList<>()).add(value.toString());
        }
        return this;
    }

    List<String> all(String key) {
        return facts.getOrDefault(key, List.of());
    }

    boolean has(String key) {
        return facts.containsKey(key);
    }

    String get(String key) {
        List<String> found = all(key);
        if (found.size() != 1) {
            throw new IllegalArgumentException("expected one fact '" + key + "', found " + found.size());
        }
        return found.get(0);
    }

    <T> T get(String key, Function<String, T> parse) {
        return parsed(key, get(key), parse);
    }

    <T> List<T> all(String key, Function<String, T> parse) {
        return all(key).stream().map(value -> parsed(key, value, parse)).toList();
    }

    private static <T> T parsed(String key, String value, Function<String, T> parse) {
        try {
            return parse.apply(value);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("expected '" + key + "' to be readable, found '" + value + "'", e);
        }
    }

    <T> @Nullable T find(String key, Function<String, T> parse) {
        return has(key) ? get(key, parse) : null;
    }

    String text() {
        StringBuilder text = new StringBuilder(1024);
        facts.forEach((key, values) -> {
            for (String value : values) {
                text.append(key).append(' ').append(escaped(value)).append('\n');
            }
        });
        return text.toString();
    }

    private static String escaped(String value) {
        if (value.indexOf('\\') < 0 && value.indexOf('\n') < 0 && value.indexOf('\r') < 0 && value.indexOf('{') < 0) {
            return value;
        }
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
