package dev.verdigris.examples.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.verdigris.hook.HttpProbe.BodyTest;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A test of a body of JSON: the value that a pointer (RFC 6901) leads to, compared with another one. Numbers are compared as
 * such where both are; else they are texts, of which only == and != can be said.
 *
 * @param pointer the pointer, such as {@code /status/database}
 * @param operator {@code ==}, {@code !=}, {@code <}, {@code <=}, {@code >} or {@code >=}
 * @param value what it is compared with
 */
record JsonTest(String pointer, String operator, String value) implements BodyTest {
    static final Set<String> OPERATORS = Set.of("==", "!=", "<", "<=", ">", ">=");

    @Override
    public @Nullable String complaint(String body) {
        String expected = "expected " + pointer + " " + operator + " " + value + " in its body";
        Object found;
        try {
            found = at(JSON.std.anyFrom(body));
        } catch (IOException e) {
            return expected + ", found no JSON";
        }
        return found == null
                ? expected + ", found no such value"
                : holds(found.toString()) ? null : expected + ", found " + found;
    }

    private @Nullable Object at(@Nullable Object root) {
        Object now = root;
        for (String token : pointer.substring(1).split("/", -1)) {
            String name = token.replace("~1", "/").replace("~0", "~");
            if (now instanceof Map<?, ?> object) {
                now = object.get(name);
            } else if (now instanceof List<?> list && name.matches("[0-9]{1,6}")) {
                int index = Integer.parseInt(name);
                now = index < list.size() ? list.get(index) : null;
            } else {
                return null;
            }
        }
        return now;
    }

    private boolean holds(String found) {
        BigDecimal left = number(found);
        BigDecimal right = number(value);
        if (left == null || right == null) {
            return operator.equals("==") ? found.equals(value) : operator.equals("!=") && !found.equals(value);
        }
        int compared = left.compareTo(right);
        return switch (operator) {
            case "==" -> compared == 0;
            case "!=" -> compared != 0;
            case "<" -> compared < 0;
            case "<=" -> compared <= 0;
            case ">" -> compared > 0;
            default -> compared >= 0;
        };
    }

    private static @Nullable BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
