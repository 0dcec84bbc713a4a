/** A simulated cloud for tests of Verdigris and of what embeds it. */
@org.jspecify.annotations.NullMarked
module dev.verdigris.testkit {
    requires transitive dev.verdigris;
    requires static transitive org.jspecify;

    exports dev.verdigris.testkit;
}
