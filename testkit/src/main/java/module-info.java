/**
 * A simulated cloud for tests of Verdigris and of what embeds it. A module that uses its assertions, its contracts or its
 * JUnit extension requires {@code org.assertj.core} or {@code org.junit.jupiter.api} itself; the others need neither.
 */
@org.jspecify.annotations.NullMarked
module dev.verdigris.testkit {
    requires transitive dev.verdigris;
    requires static transitive org.jspecify;
    requires static org.assertj.core;
    requires static org.junit.jupiter.api;

    exports dev.verdigris.testkit;
    exports dev.verdigris.testkit.assertj;
    exports dev.verdigris.testkit.contract;
    exports dev.verdigris.testkit.junit;
    exports dev.verdigris.testkit.sweep;
}
