package dev.verdigris.rollout;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.Environment;
import dev.verdigris.report.EndedDeployment;
import dev.verdigris.request.Deployment;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An environment of a rollout.
 *
 * @param name its name in the rollout
 * @param blueGreen the facade that deploys it
 * @param deployment what is to be done
 */
record Member(String name, BlueGreen blueGreen, Deployment deployment) {

    static Member of(String name, BlueGreen blueGreen, Deployment deployment) {
        if (deployment.id() != null) {
            throw new IllegalArgumentException("environment '" + name
                    + "': expected a deployment without an id, since the rollout gives it one, found '"
                    + deployment.id() + "'");
        }
        if (name.contains(":") || name.contains("~")) {
            throw new IllegalArgumentException(
                    "environment: expected a name without ':' and '~', found '" + name + "'");
        }
        return new Member(valid("environment", name), blueGreen, deployment);
    }

    static String valid(String what, String name) {
        if (!name.matches("[!-~]{1,50}")) {
            throw new IllegalArgumentException(
                    what + ": expected a name of 1 to 50 printable characters of ASCII without blanks, found '" + name
                            + "'");
        }
        return name;
    }

    Environment environment() {
        return deployment.environment();
    }

    /** Two of these that are equal are the same environment; on different facades nobody can tell. */
    Identity identity() {
        return new Identity(blueGreen, environment().stateKey());
    }

    /** The facade, which is nobody's equal but its own, and the key of the deployment state there. */
    record Identity(BlueGreen blueGreen, String stateKey) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Identity that && blueGreen == that.blueGreen && stateKey.equals(that.stateKey);
        }

        @Override
        public int hashCode() {
            return Objects.hash(System.identityHashCode(blueGreen), stateKey);
        }
    }

    /** Whether that is the id of something that the rollout has done here. */
    boolean owns(String rollout, String id) {
        return number(rollout, id) > 0;
    }

    /** The id of what the rollout does here next. */
    String next(String rollout, List<EndedDeployment> history) {
        int last = history.stream()
                .mapToInt(ended -> number(rollout, ended.id()))
                .max()
                .orElse(0);
        return base(rollout) + (last == 0 ? "" : "~" + (last + 1));
    }

    private String base(String rollout) {
        return rollout + ":" + name;
    }

    /** The number of what the rollout has done here under that id, from 1 on; 0 if it is not the rollout's. */
    private int number(String rollout, String id) {
        String base = base(rollout);
        if (id.equals(base)) {
            return 1;
        }
        return id.startsWith(base + "~") ? Integer.parseInt(id.substring(base.length() + 1)) : 0;
    }
}
