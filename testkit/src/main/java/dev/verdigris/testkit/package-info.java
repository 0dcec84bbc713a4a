/**
 * A simulated cloud: seeded, deterministic, single-threaded, and living in virtual time. What follows is a list of what
 * {@link dev.verdigris.testkit.SimulatedCloud} models, so that you know what a test on it shows.
 *
 * <h2>Load balancers and target groups</h2>
 *
 * <p>Modelled:
 *
 * <ul>
 *   <li>registrations by instance and port: initial, healthy, unhealthy, unused and draining, with AWS's reasons; the first
 *       check, the thresholds, the deregistration delay; a target registered again while it drains
 *       ({@link dev.verdigris.testkit.SimulatedTargetGroup});
 *   <li>load balancers with listeners and rules that use target groups, several of them, each with its requests
 *       ({@link dev.verdigris.testkit.SimulatedLoadBalancer}, {@link dev.verdigris.testkit.SimulatedListener}); a target
 *       group that nothing uses is not checked;
 *   <li>target groups that a group is attached to, and that register and drain its members
 *       ({@link dev.verdigris.testkit.SimulatedGroup#attach});
 *   <li>the Availability Zones that a load balancer has enabled; targets elsewhere are unused;
 *   <li>thresholds of healthy targets, by count and percentage: requests to all targets below the one, zones out of DNS
 *       below the other, over all zones or with cross-zone load balancing off in each by itself;
 *   <li>the quota of targets, over all target groups of a load balancer;
 *   <li>kinds of targets, and targets that are no instances, which are healthy and answer;
 *   <li>others who register, deregister and drain, on whatever port; instances of no group;
 *   <li>requests at a constant rate, computed: to whom they go, who answers, which are refused for want of a target, and
 *       which are cut off in flight;
 *   <li>calls that are throttled, denied, lost or left without an answer ({@link dev.verdigris.testkit.CallFault}), and reads
 *       that are stale.
 * </ul>
 *
 * <p>Refused, in AWS's words: to register what does not run, what is of another kind, or more than the quota; to use one
 * target group by two load balancers; fewer than two zones; a threshold of routing above that of DNS failover; a
 * deregistration delay above an hour.
 *
 * <p>Not modelled: weights and stickiness, conditions of rules, slow start, request deadlines; how long a change of a listener
 * or a zone in DNS takes to arrive; nodes of the load balancer that disagree; health checks that are disabled; network load
 * balancers; other quotas, such as of target groups or of registrations of one target; the limits of calls per second.
 */
@NullMarked
package dev.verdigris.testkit;

import org.jspecify.annotations.NullMarked;
