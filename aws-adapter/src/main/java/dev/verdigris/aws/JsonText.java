package dev.verdigris.aws;

import java.util.Map;
import java.util.stream.Collectors;

/** JSON on one line: objects are maps, in their order, arrays are iterables; texts, numbers and truth values are themselves. */
final class JsonText {
    private JsonText() {}

    static String of(Object value) {
        if (value instanceof Map<?, ?> object) {
            return object.entrySet().stream()
                    .map(member -> text(String.valueOf(member.getKey())) + ":" + of(member.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof Iterable<?> array) {
            StringBuilder json = new StringBuilder("[");
            for (Object element : array) {
                json.append(json.length() > 1 ? "," : "").append(of(element));
            }
            return json.append(']').toString();
        }
        return value instanceof Number || value instanceof Boolean ? value.toString() : text(value.toString());
    }

    private static String text(String value) {
        StringBuilder json = new StringBuilder("\"");
        value.chars().forEach(each -> {
            if (each == '"' || each == '\\') {
                json.append('\\').append((char) each);
            } else if (each < ' ') {
                json.append(String.format("\\u%04x", each));
            } else {
                json.append((char) each);
            }
        });
        return json.append('"').toString();
    }
}
