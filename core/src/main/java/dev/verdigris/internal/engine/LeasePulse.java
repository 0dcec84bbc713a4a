package dev.verdigris.internal.engine;

import dev.verdigris.error.PermitDeniedException;
import dev.verdigris.error.PortException;
import dev.verdigris.internal.state.DeploymentState;
import dev.verdigris.internal.state.Lease;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Renews a lease while a poller rests, and changes nothing in the deployment state but that. */
final class LeasePulse implements Pulse {
    private final Lease lease;
    private final Subject subject;

    LeasePulse(Lease lease, Subject subject) {
        this.lease = lease;
        this.subject = subject;
    }

    @Override
    public Duration rhythm() {
        return lease.rhythm();
    }

    @Override
    public boolean over() {
        return lease.over();
    }

    @Override
    public void beat() {
        renew(lease, subject, UnaryOperator.identity());
    }

    /** Renews a lease when it is time to. Where that fails, the permit sees to it that nothing is changed in vain. */
    static void renew(Lease lease, Subject subject, UnaryOperator<DeploymentState> change) {
        if (!lease.due()) {
            return;
        }
        try {
            lease.write(change);
        } catch (PermitDeniedException e) {
            throw new Stranded(new Failure(subject, e.problem(), e.remedy(), e));
        } catch (PortException e) {
            subject.note("the deployment state could not be renewed: " + e.problem());
        }
    }
}
