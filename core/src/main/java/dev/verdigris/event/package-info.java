/** The events of a deployment, told to listeners while it runs. */
@NullMarked
package dev.verdigris.event;

import org.jspecify.annotations.NullMarked;
