/** A simulated cloud for each test, for JUnit 5 and 6. */
@NullMarked
package dev.verdigris.testkit.junit;

import org.jspecify.annotations.NullMarked;
