package dev.verdigris.testkit.sweep;

/**
 * What must always hold, by the names that the design and the rules of a deployment give it. Purity, the sixth invariant, is
 * asked of writes of weights alone: a registration lets both versions serve in the cutover.
 */
enum Invariant {
    /** No change is sent that leaves less healthy than the floor, by the read made directly before it. */
    CAPACITY("invariant 1, capacity"),
    /** No request is lost because of a change: where somebody healthy served, somebody healthy serves after it. */
    NO_LOST_REQUEST("invariant 2, no lost request"),
    /** The recorded color is the one that traffic reaches. */
    TRUTH("invariant 3, truth"),
    /** Nothing is in progress at the end, one color serves in full, and sizes are as their roles have them. */
    NOTHING_LEFT_BEHIND("invariant 4, nothing left behind"),
    /** No change is sent by a process that does not hold the deployment state, or before that says what there was. */
    ONE_AT_A_TIME("invariant 5, one at a time"),
    /**
     * No write of weights has both versions answer the requests of a route, and they do not while no change is on its way;
     * where stages were asked for, only as those say.
     */
    PURITY("invariant 6, purity"),
    /** A deployment in stages brings no more to the new color than a stage asks for whose time has come. */
    STAGES("rule R25, stages"),
    /** A deployment that was resumed ends as one that was not disturbed. */
    ONCE("invariant 7, once"),
    /** A process comes to an outcome or a refusal, in time. */
    IT_ENDS("invariant 8, it ends"),
    /**
     * No instance that was in service in the active or the recorded color's fleet when a verb began is terminated by it
     * unless the other color serves in full.
     */
    NO_EVIDENCE_NO_ENDING("invariant 9, no evidence, no ending"),
    /** The outcome names what went wrong first. */
    HONEST("invariant 10, honest"),
    /** Nothing is served that is older than the deployment that serves it. */
    NEW_INSTANCES_ONLY("rule R1, new instances only"),
    /** What somebody else drains is left alone on the way forward. */
    DRAINED_BY_OTHERS("rule R8, what others drain"),
    /** A fleet whose targets are registered or draining is not made smaller. */
    IN_TRAFFIC("rule R6, in traffic"),
    /** A rollback starts no more than served before. */
    AS_MANY_AS_SERVED("rule R7, as many as served"),
    /** The point of no return is passed once the old color was seen out of traffic, and not before. */
    POINT_OF_NO_RETURN("rule R12, point of no return"),
    /** A bake lasts for its time, whatever process ends it, and no longer. */
    BAKE("rule R26, bake"),
    /** A bake ends well only once all alarms were found green. */
    ALARMS("rule R27, alarms"),
    /** Requests come to new instances, and a deployment is finalized, once probes have been answered rightly. */
    PROBES("the answers of probes"),
    /** What waits at a gate goes on once somebody has promoted it, or it has expired and says so. */
    GATES("rule R28, gates"),
    /** A route that names the target groups of both colors goes on doing so. */
    BOTH_IN_THE_ACTION("rule R19, both target groups in the action"),
    /** What serves is what later launches boot, and what somebody else has selected is not overwritten. */
    RELEASE("rule R30, the release pointer"),
    /**
     * A fleet that is kept warm for a time is made smaller by what nobody has asked to do so only once that time is over, and
     * by no rollback to it.
     */
    KEPT_WARM("rule R5, kept warm"),
    /** Only new instances that do not serve are replaced, and no more than the deployment may, whoever resumes it. */
    REPLACEMENTS("rule R32, replacements"),
    /** No fleet is made smaller that a follower uses, and in the end followers act on the color that serves. */
    FOLLOWERS("rule R29, followers"),
    /** A hook is called by one key for one thing, at its point; what was rolled back has left nothing of it. */
    HOOKS("hooks"),
    /** Only a rolling refresh starts an instance refresh, of the fleet that serves, and nobody ends one of somebody else's. */
    REFRESHES("rule R33, instance refreshes"),
    /** An input is missing, so that nobody can tell whether the others hold. */
    CANNOT_TELL("cannot tell");

    private final String words;

    Invariant(String words) {
        this.words = words;
    }

    /** Says that it does not hold. */
    String broken(String why) {
        return words + ": " + why;
    }
}
