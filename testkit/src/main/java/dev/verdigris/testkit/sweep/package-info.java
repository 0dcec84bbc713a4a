/**
 * The proof that a deployment leaves nothing behind, however it is disturbed. Sweep your own checks and listeners with it.
 *
 * <p>A {@link dev.verdigris.testkit.sweep.Scenario} is a simulated world and a verb that is done in it;
 * {@link dev.verdigris.testkit.sweep.Scenarios} makes those of an environment from its traffic, each in every <em>account</em>:
 * what the cloud holds besides. A {@link dev.verdigris.testkit.sweep.CrashSweep} plays it once for each <em>case</em>: a
 * {@link dev.verdigris.testkit.sweep.Fault} strikes a process at one of its calls, the world may make a <em>move</em> after one of
 * its reads, and a {@link dev.verdigris.testkit.sweep.Resolution} resolves what is left in progress. Meanwhile
 * {@link dev.verdigris.testkit.sweep.Invariants} watch every change; in the end the <em>end state</em> must be one that an
 * undisturbed run leads to. An {@link dev.verdigris.testkit.sweep.Explorer} draws <em>schedules</em> of faults, moves and rival
 * processes from seeds instead, without end. A {@link dev.verdigris.testkit.sweep.Violation} names the invariant, tells the
 * story, and says how to have it again.
 */
@NullMarked
package dev.verdigris.testkit.sweep;

import org.jspecify.annotations.NullMarked;
