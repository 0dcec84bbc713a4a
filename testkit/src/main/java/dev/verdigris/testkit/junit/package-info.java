/** A simulated cloud for each test, for JUnit 5. */
@NullMarked
package dev.verdigris.testkit.junit;

import org.jspecify.annotations.NullMarked;
