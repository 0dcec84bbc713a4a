/**
 * Metrics and traces of Verdigris' deployments. A module that uses Micrometer, OpenTelemetry or the interceptor of the AWS
 * SDK requires the library's module itself; the others need none of them.
 */
@org.jspecify.annotations.NullMarked
module dev.verdigris.telemetry {
    requires transitive dev.verdigris;
    requires static transitive org.jspecify;
    requires static io.opentelemetry.api;
    requires static io.opentelemetry.context;
    requires static micrometer.core;
    requires static software.amazon.awssdk.core;
    requires static software.amazon.awssdk.http;

    exports dev.verdigris.telemetry;
}
