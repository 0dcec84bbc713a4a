@NullMarked
package dev.verdigris.examples.fleet;

import org.jspecify.annotations.NullMarked;
