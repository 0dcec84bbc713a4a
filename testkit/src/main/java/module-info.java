/** A simulated cloud for tests of Verdigris and of what embeds it. */
@org.jspecify.annotations.NullMarked
module dev.verdigris.testkit {
    requires transitive dev.verdigris;
    requires static org.assertj.core;
    requires static org.junit.jupiter.api;
    requires static transitive org.jspecify;

    exports dev.verdigris.testkit;
    exports dev.verdigris.testkit.contract;
}
