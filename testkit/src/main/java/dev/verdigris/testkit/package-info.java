/**
 * A simulated cloud: seeded, deterministic, single-threaded, and living in virtual time. What follows is a list of what
 * {@link dev.verdigris.testkit.SimulatedCloud} models, so that you know what a test on it shows.
 *
 * <h2>Auto Scaling groups</h2>
 *
 * <p>Modelled ({@link dev.verdigris.testkit.SimulatedGroup}):
 *
 * <ul>
 *   <li>sizes as they are set, and the time that a group takes to follow: launches, boots, terminations, each as long
 *       as {@link dev.verdigris.testkit.Latencies} says; scaling policies and scheduled actions;
 *   <li>lifecycle states in AWS's words ({@link dev.verdigris.testkit.LifecycleState});
 *   <li>weights of instance types, and sizes in vCPU or memory: launches cover the desired capacity and may overshoot
 *       it, a scale-in never falls below it;
 *   <li>Availability Zones, over which launches are spread;
 *   <li>warm pools of stopped instances, which run what they were prepared with, with or without reuse on scale-in
 *       ({@link dev.verdigris.testkit.SimulatedWarmPool});
 *   <li>lifecycle hooks on both ways, with heartbeats, time-outs and default results ({@link
 *       dev.verdigris.model.LifecycleHook}); instances that are retained when a termination is abandoned;
 *   <li>standby, detaching, scale-in protection of members and of new instances, instances ended by name, by EC2, or
 *       after a spot interruption notice;
 *   <li>health: lost, declared unhealthy, found unhealthy by a load balancer through an attachment after a grace period, or impaired by an application status check; members replaced by others that
 *       are launched first, so that a group holds more than it desires;
 *   <li>instance refreshes: minimum and maximum healthy percentage, warm-up, checkpoints, bake time, what matches, standby
 *       and protection; cancelled, rolled back by request or by themselves, or failed after an hour without progress;
 *   <li>every process that can be suspended: {@code Launch}, {@code Terminate}, {@code AddToLoadBalancer}, {@code
 *       AlarmNotification}, {@code AZRebalance}, {@code HealthCheck}, {@code InstanceRefresh}, {@code ReplaceUnhealthy}
 *       and {@code ScheduledActions}; what they miss is made up for as far as AWS does so;
 *   <li>launches that are refused, so many, for a while, or for good, and activities that show the last 100;
 *   <li>faults of an instance ({@link dev.verdigris.testkit.InstanceFault}), by its number or its version.
 * </ul>
 *
 * <p>Refused, in AWS's words: sizes that do not fit together; every change by others than the operator of a group; to
 * leave standby above the maximum or while launches are suspended, and to go there, or be detached, below the minimum;
 * a second instance refresh, and to roll one back that names no version; to complete a lifecycle action that nobody waits for; heartbeat time-outs below 30 s or
 * above 2 h.
 *
 * <p>Not modelled: which instance AWS chooses to end, which is left to the seed; several hooks for one transition, and
 * hooks on the way into a warm pool; warm pools that run or hibernate; a limit on how far a group may exceed its
 * maximum while it replaces; cooldowns; alarms
 * of instance refreshes, and what a group's maintenance policy says of their percentages; root volumes that are replaced; the prices and
 * capacity that decide between instance types; what a retained instance costs.
 *
 * <h2>Load balancers and target groups</h2>
 *
 * <p>Modelled:
 *
 * <ul>
 *   <li>registrations by instance and port: initial, healthy, unhealthy, unused and draining, with AWS's reasons; the
 *       first check, the thresholds, the deregistration delay; a target registered again while it drains ({@link
 *       dev.verdigris.testkit.SimulatedTargetGroup});
 *   <li>load balancers with listeners and rules that forward to target groups, several of them, each with its requests
 *       ({@link dev.verdigris.testkit.SimulatedLoadBalancer}, {@link dev.verdigris.testkit.SimulatedListener}); a
 *       target group that nothing uses is not checked;
 *   <li>weights: the share of a target group that is empty is refused with a 503, that of one without a healthy target
 *       goes to its unhealthy ones, and no other target group takes it over; a target group of weight 0 is checked;
 *       where all weights are 0, all requests are refused ({@link dev.verdigris.testkit.ForwardAction});
 *   <li>stickiness of target groups: clients that bring a cookie stay where they were until it ends, weights or not,
 *       unless a change takes the stickiness off or leaves their target group out;
 *   <li>how long a change of a listener or a rule takes to arrive, for each of three nodes of the load balancer by
 *       itself; until the last has taken it over either version may answer, and a target group that it leaves out is in
 *       use;
 *   <li>target groups that a group is attached to, and that register and drain its members after a while, in AWS's states, by
 *       one family of calls; what is on its way out may be attached again, or not ({@link
 *       dev.verdigris.testkit.SimulatedGroup#attach});
 *   <li>the Availability Zones that a load balancer has enabled; targets elsewhere are unused;
 *   <li>thresholds of healthy targets, by count and percentage: requests to all targets below the one, zones out of DNS
 *       below the other, over all zones or with cross-zone load balancing off in each by itself;
 *   <li>the quota of targets, over all target groups of a load balancer;
 *   <li>kinds of targets, and targets that are no instances, which are healthy and answer;
 *   <li>others who register, deregister and drain, on whatever port; instances of no group;
 *   <li>requests at a constant rate, computed: to whom they go, who answers, which are refused for want of a target,
 *       and which are cut off in flight;
 *   <li>calls that are throttled, denied, lost or left without an answer ({@link dev.verdigris.testkit.CallFault}), and
 *       reads that are stale.
 * </ul>
 *
 * <p>Refused: to register what does not run, what is of another kind, or more than the quota; to use one target group
 * by two load balancers, or one that is gone; actions of no or of more than five target groups, weights beyond 0 to
 * 999, cookies that are good for less than a second or for more than seven days; fewer than two zones; a threshold of
 * routing above that of DNS failover; a deregistration delay above an hour; launches of a group that is attached to a
 * target group that is gone.
 *
 * <p>Not modelled: actions that do not forward, conditions of rules, stickiness of single targets, cookies that are
 * renewed while their client comes again, slow start, request deadlines; how long a zone in DNS takes to arrive; nodes
 * of the load balancer that disagree about health; health checks that are disabled; network load balancers; other
 * quotas, such as of target groups or of registrations of one target; the limits of calls per second. An instance of an
 * attached group that finds no room in the quota goes into service unregistered: AWS does not say.
 *
 * <h2>Alarms</h2>
 *
 * <p>Modelled ({@link dev.verdigris.testkit.SimulatedAlarms}): alarms that are set by hand, or that count what becomes of the
 * requests, period by period; their reasons; those that are not evaluated, or not from all of their data; those that are deleted;
 * reads that fail.
 *
 * <p>Not modelled: metrics, and the rules by which CloudWatch evaluates them; actions, and what mutes them; what a composite
 * alarm is made of.
 *
 * <h2>Followers</h2>
 *
 * <p>Modelled: what acts on the recorded color besides the load balancer, and is told of each move of traffic. It takes over
 * late or never, goes on using the color that it has left for a while, uses one again that it had released, and crashes
 * ({@link dev.verdigris.testkit.SimulatedFollower}).
 */
@NullMarked
package dev.verdigris.testkit;

import org.jspecify.annotations.NullMarked;
