/** A simulated cloud for tests of Verdigris and of what embeds it. */
@org.jspecify.annotations.NullMarked
module dev.verdigris.testkit {
    requires transitive dev.verdigris;
    requires static transitive org.jspecify;
    requires static transitive org.assertj.core;
    requires static transitive org.junit.jupiter.api;

    exports dev.verdigris.testkit;
    exports dev.verdigris.testkit.assertj;
    exports dev.verdigris.testkit.contract;
    exports dev.verdigris.testkit.junit;
    exports dev.verdigris.testkit.sweep;
}
