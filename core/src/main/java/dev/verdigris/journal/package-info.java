/** What is on record of an environment: the deployment that is open, and those that have ended. */
@NullMarked
package dev.verdigris.journal;

import org.jspecify.annotations.NullMarked;
