/** What is asked for: deployments, rollbacks and the rest, and how each behaves where there is a choice. */
@NullMarked
package dev.verdigris.request;

import org.jspecify.annotations.NullMarked;
