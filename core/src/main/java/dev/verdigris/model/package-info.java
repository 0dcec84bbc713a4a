/** The values a deployment is about: environments, colors, fleets and targets. */
@NullMarked
package dev.verdigris.model;

import org.jspecify.annotations.NullMarked;
