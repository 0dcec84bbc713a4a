package dev.verdigris.internal.text;

import java.util.Arrays;

/**
 * The lines of a text, {@code key value} each, found by their keys. Nothing is copied before somebody asks for a value: a text
 * is often read for a few of its facts.
 */
final class Lines {
    private static final int NONE = -1;

    private final String text;
    // Of each line.
    private final int[] begins;
    private final int[] keyEnds;
    private final int[] ends;
    /** The next line that has the same key; {@link #NONE} if none has. */
    private final int[] next;

    /** By the hash of a key, the first line that has it or another one by whose hash it would be there. */
    private final int[] first;

    private int count;

    /** @throws IllegalArgumentException if a line has no key */
    Lines(String text) {
        this.text = text;
        int most = feeds(text) + 1;
        this.begins = new int[most];
        this.keyEnds = new int[most];
        this.ends = new int[most];
        this.next = new int[most];
        this.first = new int[Integer.highestOneBit(most) * 4];
        Arrays.fill(first, NONE);
        int begin = 0;
        while (begin < text.length()) {
            int feed = text.indexOf('\n', begin);
            int end = feed < 0 ? text.length() : feed;
            if (end > begin) {
                add(begin, end);
            }
            begin = end + 1;
        }
    }

    private static int feeds(String text) {
        int feeds = 0;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            feeds++;
        }
        return feeds;
    }

    private void add(int begin, int end) {
        int hash = 0;
        int space = begin;
        while (space < end && text.charAt(space) != ' ') {
            hash = 31 * hash + text.charAt(space++);
        }
        if (space == begin || space == end) {
            throw new IllegalArgumentException(
                    "expected 'key value' on each line, found '" + text.substring(begin, end) + "'");
        }
        begins[count] = begin;
        keyEnds[count] = space;
        ends[count] = end;
        next[count] = NONE;
        enter(hash);
        count++;
    }

    private void enter(int hash) {
        int length = keyEnds[count] - begins[count];
        int slot = slot(hash);
        while (first[slot] != NONE) {
            int line = first[slot];
            if (keyEnds[line] - begins[line] == length
                    && text.regionMatches(begins[line], text, begins[count], length)) {
                append(line);
                return;
            }
            slot = (slot + 1) & (first.length - 1);
        }
        first[slot] = count;
    }

    private void append(int line) {
        int last = line;
        while (next[last] != NONE) {
            last = next[last];
        }
        next[last] = count;
    }

    /** As a {@code HashMap} spreads what {@code String.hashCode} is. */
    private int slot(int hash) {
        return (hash ^ (hash >>> 16)) & (first.length - 1);
    }

    /** The number of the first line that has a key; less than 0 if none has. */
    int find(String key) {
        int slot = slot(key.hashCode());
        while (first[slot] != NONE) {
            int line = first[slot];
            if (keyEnds[line] - begins[line] == key.length() && text.startsWith(key, begins[line])) {
                return line;
            }
            slot = (slot + 1) & (first.length - 1);
        }
        return NONE;
    }

    /** The number of the next line that has the same key; less than 0 if none has. */
    int after(int line) {
        return next[line];
    }

    /** The value on a line, as it stands there. */
    String value(int line) {
        return text.substring(keyEnds[line] + 1, ends[line]);
    }
}
