package dev.verdigris.page;

import java.util.ArrayDeque;
import java.util.Deque;

/** Markup that is well-formed as HTML and as XML, whatever the texts and values: each is escaped here, and nowhere else. */
final class Markup {
    private final StringBuilder written = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element, with the names and values of its attributes. */
    Markup open(String element, String... attributes) {
        start(element, attributes);
        written.append('>');
        open.push(element);
        return this;
    }

    /** An element without content, such as {@code meta}, {@code rect} or {@code line}. */
    Markup empty(String element, String... attributes) {
        start(element, attributes);
        written.append("/>");
        return this;
    }

    /** An element with nothing but a text. */
    Markup element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close();
    }

    Markup close() {
        written.append("</").append(open.pop()).append('>');
        return this;
    }

    Markup text(String text) {
        escape(text);
        return this;
    }

    /** A style sheet of our own, which is the only thing that is written as it is. */
    Markup style(String css) {
        open("style");
        written.append('\n').append(css);
        return close();
    }

    private void start(String element, String... attributes) {
        written.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            written.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            written.append('"');
        }
    }

    private void escape(String text) {
        text.codePoints().forEach(this::escape);
    }

    private void escape(int each) {
        switch (each) {
            case '&' -> written.append("&amp;");
            case '<' -> written.append("&lt;");
            case '>' -> written.append("&gt;");
            case '"' -> written.append("&quot;");
            case '\'' -> written.append("&#39;");
            default -> written.appendCodePoint(shown(each) ? each : 0xFFFD);
        }
    }

    /** Whether XML knows the character; a terminal's escape, for one, it does not. */
    private static boolean shown(int each) {
        return each == '\t'
                || each == '\n'
                || (each >= ' ' && each < 0x7F)
                || (each > 0x9F && each < 0xD800)
                || (each >= 0xE000 && each < 0xFFFE)
                || each > 0xFFFF;
    }

    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("expected everything closed, found open " + open);
        }
        return written.toString();
    }
}
