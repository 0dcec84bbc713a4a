@NullMarked
package dev.verdigris.examples.cli;

import org.jspecify.annotations.NullMarked;
