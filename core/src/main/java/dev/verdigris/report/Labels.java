package dev.verdigris.report;

import java.util.Locale;

/** The words of constants as they are written outside of Java. */
final class Labels {

    private Labels() {}

    /** {@code IN_SERVICE} as {@code in-service}. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
