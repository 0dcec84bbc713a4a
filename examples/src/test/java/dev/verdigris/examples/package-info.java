@NullMarked
package dev.verdigris.examples;

import org.jspecify.annotations.NullMarked;
