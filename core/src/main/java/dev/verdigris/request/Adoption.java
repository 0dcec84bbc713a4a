package dev.verdigris.request;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.TargetGroupRef;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The wish that an environment which one Auto Scaling group serves today is served by the first of its two colors: that one
 * is deployed beside the group, and takes over from it. The group is emptied then, or kept. Immutable.
 *
 * <p>How the first color is deployed is what its {@link Deployment} says, which is followed but for two things: it goes to
 * blue unless that says {@linkplain Deployment#withTo otherwise}, and the old group is not kept warm for a time, but emptied
 * unless it is to be {@linkplain #withKeep kept}. Nothing is created: both color groups must be there, and empty.
 */
public final class Adoption implements Request {
    private final Deployment deployment;
    private final GroupName fromGroup;
    private final @Nullable TargetGroupRef fromTargetGroup;

    private Adoption(Deployment deployment, GroupName fromGroup, @Nullable TargetGroupRef fromTargetGroup) {
        this.deployment = deployment;
        this.fromGroup = fromGroup;
        this.fromTargetGroup = fromTargetGroup;
        for (Color color : Color.values()) {
            if (environment().group(color).equals(fromGroup)) {
                throw new IllegalArgumentException("group to adopt: expected one that is neither the blue nor the green"
                        + " group of " + environment().name() + ", found '" + fromGroup + "', which is the " + color
                        + " one; record " + color + " and deploy, which needs no adoption");
            }
        }
    }

    /**
     * An adoption with every default: blue takes over from the group, which is emptied.
     *
     * @param fromGroup the name of the Auto Scaling group that serves today
     * @throws IllegalArgumentException if that is malformed, or the group of a color of the environment
     */
    public static Adoption of(Environment environment, String fromGroup) {
        return of(Deployment.of(environment).withKeepWarm(KeepWarm.none()), fromGroup);
    }

    /**
     * An adoption by a deployment of the first color; what that says of keeping the old fleet warm decides whether the group
     * is kept ({@link KeepWarm#forever()}) or emptied ({@link KeepWarm#none()}).
     *
     * @param fromGroup the name of the Auto Scaling group that serves today
     * @throws IllegalArgumentException if that is malformed, or the group of a color of the environment; if the deployment
     *     keeps the old fleet warm for a time, after which nobody would end it
     */
    public static Adoption of(Deployment deployment, String fromGroup) {
        return new Adoption(valid(deployment), new GroupName(fromGroup), null);
    }

    private static Deployment valid(Deployment deployment) {
        if (deployment.policy().keepWarm() instanceof KeepWarm.For some) {
            throw new IllegalArgumentException("adoption: expected the old group to be kept or emptied, found it kept "
                    + some + ", after which nobody would end it");
        }
        return deployment.to() == null ? deployment.withTo(Color.BLUE) : deployment;
    }

    /**
     * This adoption of a group whose instances are in another target group than the colors' own. It matters where traffic is
     * forwarded to a target group of each color; by default it is the one that has the environment's name with a capital
     * letter.
     *
     * @param targetGroup its name or ARN
     * @throws IllegalArgumentException if that is malformed
     */
    public Adoption withFromTargetGroup(String targetGroup) {
        return new Adoption(deployment, fromGroup, new TargetGroupRef(targetGroup));
    }

    /**
     * This adoption, with the old group kept as it is once it gets no more requests, its minimum held at its size; or emptied,
     * its minimum zero, which is the default.
     */
    public Adoption withKeep(boolean keep) {
        return withPolicy(policy().withKeepWarm(keep ? KeepWarm.forever() : KeepWarm.none()));
    }

    /**
     * This adoption with another policy.
     *
     * @throws IllegalArgumentException if that keeps the old group warm for a time
     */
    public Adoption withPolicy(Policy policy) {
        return new Adoption(valid(deployment.withPolicy(policy)), fromGroup, fromTargetGroup);
    }

    @Override
    public Environment environment() {
        return deployment.environment();
    }

    /** The deployment of the first color. */
    public Deployment deployment() {
        return deployment;
    }

    /** The first color. */
    public Color to() {
        return Objects.requireNonNull(deployment.to());
    }

    /** The Auto Scaling group that serves today. */
    public GroupName fromGroup() {
        return fromGroup;
    }

    /** The target group that its instances are in, as it was named; null, the default, for {@link #targetGroup the usual one}. */
    public @Nullable TargetGroupRef fromTargetGroup() {
        return fromTargetGroup;
    }

    /**
     * The target group that its instances are in: the one that was named, else the environment's where both colors share
     * one, else the one that has the environment's name with a capital letter.
     *
     * @throws IllegalArgumentException if it has to be named, since no target group can have that name
     */
    public TargetGroupRef targetGroup() {
        if (fromTargetGroup != null) {
            return fromTargetGroup;
        }
        List<TargetGroupRef> own = environment().traffic().targetGroups();
        String name = environment().name();
        return own.size() == 1
                ? own.get(0)
                : new TargetGroupRef(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
    }

    /** Whether the old group is kept once it gets no more requests. */
    public boolean keep() {
        return !(policy().keepWarm() instanceof KeepWarm.None);
    }

    @Override
    public @Nullable String id() {
        return deployment.id();
    }

    @Override
    public Policy policy() {
        return deployment.policy();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Adoption that
                && deployment.equals(that.deployment)
                && fromGroup.equals(that.fromGroup)
                && Objects.equals(fromTargetGroup, that.fromTargetGroup);
    }

    @Override
    public int hashCode() {
        return Objects.hash(deployment, fromGroup, fromTargetGroup);
    }

    @Override
    public String toString() {
        return "Adoption[from " + fromGroup + (fromTargetGroup == null ? "" : " in " + fromTargetGroup) + ", by "
                + deployment + "]";
    }
}
