/** What happens while a deployment runs, told to listeners. */
@NullMarked
package dev.verdigris.event;

import org.jspecify.annotations.NullMarked;
