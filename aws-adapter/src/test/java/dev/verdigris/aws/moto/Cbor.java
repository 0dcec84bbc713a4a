package dev.verdigris.aws.moto;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** As much of CBOR (RFC 8949) as a service needs that answers with texts, numbers, moments, lists and maps. */
final class Cbor {
    private static final int TEXT = 3;
    private static final int LIST = 4;
    private static final int MAP = 5;
    private static final int TAG = 6;
    private static final int SIMPLE = 7;
    private static final int FLOAT = 26;
    private static final int DOUBLE = 27;
    private static final int EPOCH_SECONDS = 1;
    private static final int INDEFINITE = 31;
    private static final int BREAK = 0xFF;

    private final ByteBuffer bytes;

    private Cbor(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    /** The map that some bytes hold. */
    static Map<?, ?> read(byte[] bytes) {
        return bytes.length == 0 ? Map.of() : (Map<?, ?>) new Cbor(bytes).next();
    }

    private Object next() {
        int head = bytes.get() & 0xFF;
        int kind = head >> 5;
        int low = head & 31;
        long length = low == INDEFINITE ? Long.MAX_VALUE : kind == SIMPLE ? low : number(low);
        return switch (kind) {
            case TEXT -> text(length);
            case LIST -> list(length);
            case MAP -> map(length);
            // A tag says how to read what comes next: the only one that is used here, that a number is a moment.
            case TAG -> next();
            case SIMPLE -> simple(low);
            default -> length;
        };
    }

    private Object simple(int low) {
        return switch (low) {
            case FLOAT -> (double) bytes.getFloat();
            case DOUBLE -> bytes.getDouble();
            default -> low == 21;
        };
    }

    private long number(int low) {
        return switch (low) {
            case 24 -> bytes.get() & 0xFF;
            case 25 -> bytes.getShort() & 0xFFFF;
            case 26 -> bytes.getInt() & 0xFFFFFFFFL;
            case 27 -> bytes.getLong();
            default -> low;
        };
    }

    private boolean more(long length, int had) {
        if (length != Long.MAX_VALUE) {
            return had < length;
        }
        if ((bytes.get(bytes.position()) & 0xFF) == BREAK) {
            bytes.get();
            return false;
        }
        return true;
    }

    private String text(long length) {
        if (length == Long.MAX_VALUE) {
            StringBuilder text = new StringBuilder();
            while (more(length, 0)) {
                text.append(next());
            }
            return text.toString();
        }
        byte[] text = new byte[(int) length];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private List<Object> list(long length) {
        List<Object> list = new ArrayList<>();
        while (more(length, list.size())) {
            list.add(next());
        }
        return list;
    }

    private Map<Object, Object> map(long length) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int had = 0; more(length, had); had++) {
            map.put(next(), next());
        }
        return map;
    }

    /** The bytes of a text, a number or a moment, or of a list or a map of these. */
    static byte[] write(Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, value);
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, Object value) {
        if (value instanceof Map<?, ?> map) {
            head(out, MAP, map.size());
            map.forEach((key, each) -> {
                write(out, key);
                write(out, each);
            });
        } else if (value instanceof List<?> list) {
            head(out, LIST, list.size());
            list.forEach(each -> write(out, each));
        } else if (value instanceof Instant moment) {
            head(out, TAG, EPOCH_SECONDS);
            write(out, (double) moment.getEpochSecond());
        } else if (value instanceof Double number) {
            out.write(SIMPLE << 5 | DOUBLE);
            out.writeBytes(ByteBuffer.allocate(8).putDouble(number).array());
        } else {
            byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
            head(out, TEXT, text.length);
            out.writeBytes(text);
        }
    }

    private static void head(ByteArrayOutputStream out, int kind, int length) {
        if (length < 24) {
            out.write(kind << 5 | length);
        } else if (length < 256) {
            out.write(kind << 5 | 24);
            out.write(length);
        } else {
            out.write(kind << 5 | 25);
            out.write(length >> 8);
            out.write(length);
        }
    }
}
