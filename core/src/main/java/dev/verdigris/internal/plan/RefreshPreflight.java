package dev.verdigris.internal.plan;

import dev.verdigris.internal.text.Words;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.Instance;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.InstanceRefresh;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.model.RefreshPreferences;
import dev.verdigris.model.RefreshPreferences.Treatment;
import dev.verdigris.request.RollingRefresh;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Checks what instance refreshes have to do with a request: one that is in progress, and one that is asked for. */
final class RefreshPreflight {
    private static final List<String> NEEDED =
            List.of("Launch", "Terminate", "InstanceRefresh", "AddToLoadBalancer", "HealthCheck", "ReplaceUnhealthy");

    private final Survey survey;
    private final @Nullable ObservedRefreshes observed;

    RefreshPreflight(Survey survey) {
        this.survey = survey;
        this.observed = survey.snapshot.refreshes();
    }

    /**
     * Finds an instance refresh in progress while traffic is to move: it would replace instances under our hands. One of the
     * fleet that a rollback leaves does not hold the rollback up.
     */
    void undisturbed(Terms terms) {
        for (Color color : Color.values()) {
            if (survey.verb.goesBack() && color == terms.from()) {
                tell(color);
            } else {
                none(color);
            }
        }
    }

    private void tell(Color color) {
        InstanceRefresh active = active(color);
        if (active != null) {
            survey.warn(
                    "expected no instance refresh of " + survey.environment.group(color) + " in progress, found "
                            + active.id() + ": " + active.shown(),
                    "it replaces instances of the fleet that is left; " + cancelling(color));
        }
    }

    private void none(Color color) {
        InstanceRefresh active = active(color);
        if (active != null) {
            survey.find(
                    "expected no instance refresh of " + survey.environment.group(color) + " in progress, found "
                            + active.id() + ": " + active.shown(),
                    "wait until it has ended, or " + cancelling(color));
        }
    }

    private @Nullable InstanceRefresh active(Color color) {
        return observed == null ? null : observed.active(color);
    }

    private String cancelling(Color color) {
        return "cancel it: aws autoscaling cancel-instance-refresh --auto-scaling-group-name "
                + survey.environment.group(color);
    }

    /** Checks a rolling refresh; null if it cannot be told from what it would begin. */
    @Nullable
    RefreshBase rolling(RollingRefresh refresh, @Nullable Color serving) {
        if (observed == null) {
            survey.find(
                    "expected a cloud with the port 'instanceRefreshes', found none",
                    "set it in the builder of the cloud, or deploy blue-green");
            return null;
        }
        if (serving == null) {
            survey.find(
                    "expected a color that serves, whose instances can be replaced, found none",
                    "deploy blue-green, which starts the first ones");
            return null;
        }
        none(serving);
        Fleet fleet = survey.fleet(serving);
        registered(fleet);
        GroupPreflight group = new GroupPreflight(survey, serving);
        NEEDED.forEach(group::suspended);
        group.unpooled();
        kept(fleet, refresh.preferences());
        sizes(fleet, refresh.preferences());
        mixing(fleet);
        InstanceRefresh newest = observed.newest().get(serving);
        return new RefreshBase(newest == null ? null : newest.id(), reversible(fleet, refresh.preferences()));
    }

    /** Only what AWS itself registers gets requests, and drains before it ends. */
    private void registered(Fleet fleet) {
        Set<String> ours = new HashSet<>(fleet.attachedTargetGroups());
        ours.removeAll(survey.strategy().attachedElsewhere(fleet));
        if (ours.isEmpty()) {
            survey.find(
                    "expected " + fleet.group()
                            + " to be attached to its target group, so that Auto Scaling registers the"
                            + " instances that it launches and drains those that it ends, found it attached to none: a"
                            + " rolling refresh would lose its traffic, instance by instance",
                    "deploy blue-green; or use traffic by attachment, or by forwarding with attached groups");
        }
    }

    private void kept(Fleet fleet, RefreshPreferences preferences) {
        if (preferences.standby() == Treatment.WAIT) {
            waits(
                    fleet,
                    member -> member.lifecycle() == Lifecycle.STANDBY,
                    "on standby",
                    "put them back into service, or have them terminated or ignored (--standby)");
        }
        if (preferences.scaleInProtected() == Treatment.WAIT) {
            waits(
                    fleet,
                    member -> member.guarded() && member.lifecycle() == Lifecycle.IN_SERVICE,
                    "protected from scale-in",
                    "take the protection off, or have them replaced or ignored (--scale-in-protected)");
        }
    }

    private void waits(Fleet fleet, Predicate<Instance> kept, String how, String remedy) {
        List<InstanceId> waiting =
                fleet.instances().stream().filter(kept).map(Instance::id).toList();
        if (!waiting.isEmpty()) {
            survey.find(
                    "expected every instance of " + fleet.group() + " to be replaced, found " + Words.list(waiting)
                            + " " + how + ", for which the refresh would wait an hour and then fail",
                    remedy);
        }
    }

    private void sizes(Fleet fleet, RefreshPreferences preferences) {
        int desired = fleet.size().desired();
        if (desired == 0) {
            survey.find(
                    "expected instances of " + fleet.group() + " to replace, found its desired capacity at 0",
                    "scale it up, or deploy blue-green");
            return;
        }
        int kept = RefreshTerms.kept(preferences, desired);
        if (kept == 0) {
            survey.find(
                    "expected somebody to serve at each moment, found that of " + Words.count(desired, fleet.unit())
                            + " none is kept with a minimum of " + preferences.minHealthyPercent() + " %",
                    "raise the minimum healthy percentage; with 100 others are launched first");
        }
        int most = RefreshTerms.most(preferences, desired);
        if (most > fleet.size().max()) {
            survey.find(
                    "expected " + fleet.group() + " to hold " + Words.count(most, fleet.unit())
                            + " while others are launched first, found its maximum at "
                            + fleet.size().max(),
                    "raise its maximum size, or lower the healthy percentages");
        }
    }

    private void mixing(Fleet fleet) {
        survey.warn(
                "expected one version to serve at a time, found that a rolling refresh mixes them: until the last instance"
                        + " of " + fleet.group()
                        + " is replaced, requests are answered by the old version and by the new"
                        + " one, also those of one client",
                "deploy blue-green where that cannot be");
    }

    private boolean reversible(Fleet fleet, RefreshPreferences preferences) {
        String template = observed == null ? null : observed.template();
        boolean reversible = preferences.templateVersion() != null && template != null && !template.startsWith("$");
        if (preferences.templateVersion() != null && template == null) {
            survey.find(
                    "expected " + fleet.group() + " to launch from a launch template, so that version "
                            + preferences.templateVersion()
                            + " of it can be launched, found a launch configuration or a mixed-instances policy",
                    "name no version; what the group says is launched then");
        } else if (!reversible) {
            survey.warn(
                    "expected the refresh to be one that AWS can roll back, found "
                            + (preferences.templateVersion() == null
                                    ? "that it names no version of the launch template"
                                    : fleet.group() + " at the version " + template)
                            + ": aborted or failed, it leaves both versions mixed",
                    "give the group a numbered version, and name the one to refresh to (--template-version)");
        }
        return reversible;
    }
}
