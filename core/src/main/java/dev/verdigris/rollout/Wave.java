package dev.verdigris.rollout;

import dev.verdigris.BlueGreen;
import dev.verdigris.request.Deployment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The environments of a rollout that are deployed together, such as those of a region or of a stage; so many at once, and
 * watched for a while before the next wave begins. Immutable.
 */
public final class Wave {
    private final String name;
    private final List<Member> members;
    private final int atOnce;
    private final Duration soak;

    private Wave(String name, List<Member> members, int atOnce, Duration soak) {
        this.name = name;
        this.members = members;
        this.atOnce = atOnce;
        this.soak = soak;
    }

    /**
     * A wave without environments yet, one at once, without a soak.
     *
     * @param name how it is called in plans and results; 1 to 50 printable characters of ASCII, without blanks
     * @throws IllegalArgumentException if it is malformed
     */
    public static Wave of(String name) {
        return new Wave(Member.valid("wave", name), List.of(), 1, Duration.ZERO);
    }

    /**
     * This wave with one more environment, called as the environment is.
     *
     * @param blueGreen the facade that deploys it; each region has its own, on its own clients
     * @param deployment what is to be done, without an id
     * @throws IllegalArgumentException if the deployment has an id, or the environment's name is too long: then give it one
     */
    public Wave with(BlueGreen blueGreen, Deployment deployment) {
        return with(deployment.environment().name(), blueGreen, deployment);
    }

    /**
     * This wave with one more environment under another name, where several regions have one that is called alike.
     *
     * @param name its name in the rollout, which stays the same whenever it is run again; 1 to 50 printable characters of
     *     ASCII, without blanks, colons and tildes
     * @param blueGreen the facade that deploys it
     * @param deployment what is to be done, without an id
     * @throws IllegalArgumentException if the name is malformed, or the deployment has an id
     */
    public Wave with(String name, BlueGreen blueGreen, Deployment deployment) {
        List<Member> more = new ArrayList<>(members);
        more.add(Member.of(name, blueGreen, deployment));
        return new Wave(this.name, List.copyOf(more), atOnce, soak);
    }

    /**
     * This wave with so many environments deployed at the same time; 1 by default. The executor must have as many threads, or
     * fewer go at once.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Wave withAtOnce(int atOnce) {
        if (atOnce < 1) {
            throw new IllegalArgumentException("at once: expected 1 or more, found " + atOnce);
        }
        return new Wave(name, members, atOnce, soak);
    }

    /**
     * This wave with a time that passes after its last environment has succeeded, before the next wave begins. Who has rolled
     * an environment back by then has failed it. By default there is none.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Wave withSoak(Duration soak) {
        if (soak.isNegative()) {
            throw new IllegalArgumentException("soak: expected 0 or more, found " + soak);
        }
        return new Wave(name, members, atOnce, soak);
    }

    /** The name of the wave. */
    public String name() {
        return name;
    }

    /** The names of its environments, in the order in which they begin. */
    public List<String> environments() {
        return members.stream().map(Member::name).toList();
    }

    List<Member> members() {
        return members;
    }

    /** The number of environments that are deployed at the same time. */
    public int atOnce() {
        return atOnce;
    }

    /** The time that passes before the next wave begins. */
    public Duration soak() {
        return soak;
    }

    @Override
    public String toString() {
        return "Wave[" + name + ", " + environments() + ", " + atOnce + " at once"
                + (soak.isZero() ? "" : ", soak " + Sentences.duration(soak)) + "]";
    }
}
