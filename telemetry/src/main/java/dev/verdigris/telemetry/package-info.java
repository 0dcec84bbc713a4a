/** Metrics and traces, made of the events of deployments. */
@NullMarked
package dev.verdigris.telemetry;

import org.jspecify.annotations.NullMarked;
