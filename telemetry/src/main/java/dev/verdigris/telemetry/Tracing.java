package dev.verdigris.telemetry;

import io.opentelemetry.api.common.AttributeKey;

/** The names that spans and their facts have. */
final class Tracing {
    /** The instrumentation scope of all spans. */
    static final String SCOPE = "dev.verdigris";

    static final AttributeKey<String> ENVIRONMENT = AttributeKey.stringKey("verdigris.environment");
    static final AttributeKey<String> DEPLOYMENT = AttributeKey.stringKey("verdigris.deployment");
    static final AttributeKey<String> VERB = AttributeKey.stringKey("verdigris.verb");
    static final AttributeKey<String> STRATEGY = AttributeKey.stringKey("verdigris.strategy");
    static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("verdigris.outcome");
    static final AttributeKey<String> STEP = AttributeKey.stringKey("verdigris.step");
    static final AttributeKey<String> ENDING = AttributeKey.stringKey("verdigris.ending");
    static final AttributeKey<String> CHANGE = AttributeKey.stringKey("verdigris.change");
    static final AttributeKey<String> NOTE = AttributeKey.stringKey("verdigris.note");
    static final AttributeKey<String> PROBLEM = AttributeKey.stringKey("verdigris.problem");

    private Tracing() {}
}
