package dev.verdigris.internal.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A text of one fact a line, {@code key value}; a key may stand on several lines. Escaped are backslash, line ends, and
 * the opening brace: Parameter Store refuses values with two of them in a row (SSM API, PutParameter).
 */
public final class Facts {
    private final StringBuilder text;
    /**
     * Each value as it stands in the text; those of a key that stands on several lines are on lines of their own here, too.
     * Null until the text is asked for a fact.
     */
    private @Nullable Map<String, String> values;

    public Facts() {
        this.text = new StringBuilder(2048);
    }

    private Facts(String text) {
        this.text = new StringBuilder(text);
        this.values = values(text);
    }

    public static Facts read(String text) {
        return new Facts(text);
    }

    private Map<String, String> values() {
        Map<String, String> known = values;
        if (known == null) {
            known = values(text.toString());
            values = known;
        }
        return known;
    }

    private static Map<String, String> values(String text) {
        Map<String, String> values = new HashMap<>(128);
        int begin = 0;
        while (begin < text.length()) {
            int feed = text.indexOf('\n', begin);
            int end = feed < 0 ? text.length() : feed;
            int space = text.indexOf(' ', begin);
            if (space > begin && space < end) {
                String key = text.substring(begin, space);
                String value = text.substring(space + 1, end);
                String before = values.put(key, value);
                if (before != null) {
                    values.put(key, before + '\n' + value);
                }
            } else if (begin < end) {
                throw new IllegalArgumentException(
                        "expected 'key value' on each line, found '" + text.substring(begin, end) + "'");
            }
            begin = end + 1;
        }
        return values;
    }

    /** Adds a fact; null is none. */
    public Facts put(String key, @Nullable Object value) {
        if (value != null) {
            text.append(key).append(' ').append(escaped(value.toString())).append('\n');
            values = null;
        }
        return this;
    }

    /** Adds facts in the words of {@link #since}. */
    public void add(String facts) {
        text.append(facts);
        values = null;
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
        String values = values().get(key);
        if (values != null) {
            int begin = 0;
            for (int end = values.indexOf('\n'); end >= 0; end = values.indexOf('\n', begin)) {
                all.add(unescaped(values.substring(begin, end)));
                begin = end + 1;
            }
            all.add(unescaped(values.substring(begin)));
        }
        return all;
    }

    public boolean has(String key) {
        return values().containsKey(key);
    }

    public String get(String key) {
        return one(key, values().get(key));
    }

    private String one(String key, @Nullable String value) {
        if (value == null || value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("expected one fact '" + key + "', found " + all(key).size());
        }
        return unescaped(value);
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
        String value = values().get(key);
        return value == null ? null : parsed(key, one(key, value), parse);
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
