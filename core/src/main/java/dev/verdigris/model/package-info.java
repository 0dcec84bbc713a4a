/** The values a deployment is about: environments, colors, fleets, targets, and what was observed of them. */
@NullMarked
package dev.verdigris.model;

import org.jspecify.annotations.NullMarked;
