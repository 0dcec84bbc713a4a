/** How a deployment behaves where there is a choice: what stays warm, how long to wait. */
@NullMarked
package dev.verdigris.policy;

import org.jspecify.annotations.NullMarked;
