/**
 * The values that tell about deployments: the one in progress, those that have ended, what each did, found and left.
 */
@NullMarked
package dev.verdigris.report;

import org.jspecify.annotations.NullMarked;
