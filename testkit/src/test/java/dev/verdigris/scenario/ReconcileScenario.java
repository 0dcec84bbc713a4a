package dev.verdigris.scenario;

import static dev.verdigris.scenario.Stage.BETA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.BlueGreen;
import dev.verdigris.model.GroupSize;
import dev.verdigris.report.Reconciliation;
import dev.verdigris.request.Reconcile;
import java.time.Duration;

/** An environment that somebody has brought into disorder, and who reconciles it. */
abstract class ReconcileScenario {
    final Stage stage = Stage.set();
    final BlueGreen ann = stage.blueGreen();

    Reconciliation reconcile() {
        return ann.reconcile(BETA);
    }

    /** Without a stabilization period. */
    Reconciliation reconcileAtOnce() {
        return ann.reconcile(Reconcile.of(BETA).withStableFor(Duration.ZERO));
    }

    /** Blue has a fourth instance in service, which nobody has registered. */
    void scaledOut() {
        stage.blue.scaleOut(1);
        stage.cloud.pass(Duration.ofMinutes(2));
    }

    /** Green has three instances in service, registered and healthy, beside blue's. */
    void bothServe() {
        stage.green.setBounds(new GroupSize(0, 10, 3));
        stage.cloud.pass(Duration.ofMinutes(2));
        stage.green.instances().forEach(instance -> stage.targets.register(instance.id()));
        stage.cloud.pass(Duration.ofMinutes(2));
    }

    /** Nothing was changed, and nothing is in progress. */
    void untouched() {
        assertThat(stage.worldChanges()).isZero();
        assertThat(ann.status(BETA).deployment()).isNull();
    }
}
