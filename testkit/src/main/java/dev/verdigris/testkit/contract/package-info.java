/**
 * The contracts of the ports, as JUnit tests to extend: one abstract class a port. The simulated cloud
 * and the AWS adapter pass them; so should yours.
 */
@NullMarked
package dev.verdigris.testkit.contract;

import org.jspecify.annotations.NullMarked;
