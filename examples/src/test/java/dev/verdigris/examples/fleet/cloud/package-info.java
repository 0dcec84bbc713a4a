@NullMarked
package dev.verdigris.examples.fleet.cloud;

import org.jspecify.annotations.NullMarked;
