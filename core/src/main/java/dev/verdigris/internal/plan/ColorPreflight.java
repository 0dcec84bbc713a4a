package dev.verdigris.internal.plan;

import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.Instance;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.model.Target;
import dev.verdigris.request.Adoption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which color serves, which is recorded, and where a deployment goes. */
final class ColorPreflight {
    private final Survey survey;
    private final @Nullable Color recorded;
    private final @Nullable Color active;

    ColorPreflight(Survey survey) {
        this.survey = survey;
        this.recorded = recorded();
        this.active = active();
        if (active == null) {
            nobodyServes();
        }
    }

    /** The colors; null if they cannot be told. */
    Preimage.@Nullable Colors colors() {
        if (recorded == null || (survey.blocked() && active == null)) {
            return null;
        }
        Color usual = (active != null ? active : recorded).other();
        return new Preimage.Colors(active, recorded, next(usual, survey.verb.to(active, recorded)));
    }

    /**
     * The next color: where one serves it is the other one; where none does it is the one asked for, or the one that is
     * not recorded.
     */
    private Color next(Color usual, @Nullable Color asked) {
        if (asked == null || asked == usual) {
            return usual;
        }
        if (active == null) {
            return asked;
        }
        survey.find(
                "expected to go to the color that does not serve, found " + asked + " asked for while traffic reaches "
                        + active,
                "go to " + usual + ", or name no color");
        return usual;
    }

    private @Nullable Color recorded() {
        String text = survey.snapshot.recorded();
        Color color = survey.snapshot.recordedColor();
        Color standIn = StandIn.color(survey.request);
        if (standIn != null && (text == null || color != null)) {
            return standIn;
        }
        if (color == null) {
            survey.find(
                    "expected 'blue' or 'green' at " + survey.environment.activeColorParameter() + ", found "
                            + (text == null ? "no such parameter" : "'" + text + "'"),
                    "record the color that serves: " + put("blue (or green)"));
        }
        return color;
    }

    private String put(String color) {
        return "aws ssm put-parameter --overwrite --type String --name " + survey.environment.activeColorParameter()
                + " --value " + color;
    }

    /** The color that traffic reaches, if it is one and no other. */
    private @Nullable Color active() {
        TrafficView.Active reached = survey.traffic.active();
        if (reached instanceof TrafficView.Active.One one) {
            return one(one.color());
        }
        if (reached instanceof TrafficView.Active.None) {
            return survey.moved;
        }
        survey.find(
                "expected traffic to reach one color through " + survey.route() + ", found "
                        + Words.count(survey.traffic.blue().routed().size(), "instance") + " of blue and "
                        + survey.traffic.green().routed().size() + " of green",
                "take traffic from the color that should not serve, or reconcile");
        return null;
    }

    private Color one(Color reached) {
        if (recorded != null && recorded != reached) {
            survey.find(
                    "expected the recorded color to be the one that traffic reaches, found " + recorded + " at "
                            + survey.environment.activeColorParameter() + " and that " + reached + " gets requests",
                    "correct the recorded color: " + put(reached.label()));
        }
        return reached;
    }

    /** An empty target group is no proof that nobody serves. */
    private void nobodyServes() {
        if (!(survey.traffic.active() instanceof TrafficView.Active.None)) {
            return;
        }
        Adoption adoption = survey.verb.adopts();
        if (adoption != null) {
            servesNothing(adoption);
            return;
        }
        List<Target> others = survey.traffic.unrecognized();
        if (!others.isEmpty() && !survey.shutDown()) {
            survey.find(
                    "expected targets of blue or green in " + survey.route() + ", found only others: "
                            + Words.list(others),
                    "if one group serves there, adopt it: plan an Adoption from it, which the first color takes over from");
            return;
        }
        for (Color color : Color.values()) {
            Set<InstanceId> members = inService(survey.fleet(color));
            if (!members.isEmpty() && !(survey.verb.shape() == Verb.Shape.EMPTY && color == recorded)) {
                servesUnseen(color, members);
            }
        }
    }

    private void servesNothing(Adoption adoption) {
        List<Target> others = survey.traffic.unrecognized();
        survey.find(
                "expected " + adoption.fromGroup() + " to serve through " + survey.route()
                        + ", found none of its instances there"
                        + (others.isEmpty() ? "" : ", only others: " + Words.list(others)),
                "name the group that serves, and the target group that it serves through");
    }

    private static Set<InstanceId> inService(Fleet fleet) {
        return fleet.instances().stream()
                .filter(instance -> instance.lifecycle() == Lifecycle.IN_SERVICE)
                .map(Instance::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void servesUnseen(Color color, Set<InstanceId> members) {
        Fleet fleet = survey.fleet(color);
        Set<String> attached = survey.strategy().attachedElsewhere(fleet);
        Map<String, Set<InstanceId>> elsewhere =
                attached.isEmpty() ? survey.strategy().elsewhere(members) : Map.of();
        survey.find(
                "expected nobody in service while traffic reaches no color through " + survey.route() + ", found "
                        + Words.count(members.size(), "member") + " of " + fleet.group() + " that may serve: "
                        + Words.list(members)
                        + (elsewhere.isEmpty() ? "" : ", registered in " + Elsewhere.listed(elsewhere)),
                remedy(color, fleet, !elsewhere.isEmpty() || !attached.isEmpty()));
    }

    private String remedy(Color color, Fleet fleet, boolean elsewhere) {
        if (elsewhere) {
            return "name the target group that they serve through, or take them out of it first";
        }
        if (survey.shutDown()) {
            return "it was shut down: scale " + fleet.group() + " to zero, and start it if it is to serve";
        }
        return color == recorded
                ? "if they are to serve, reconcile, which registers them; if not, scale " + fleet.group() + " to zero"
                : "if they serve nobody, scale " + fleet.group() + " to zero; if they are to serve, record " + color
                        + " and reconcile";
    }
}
