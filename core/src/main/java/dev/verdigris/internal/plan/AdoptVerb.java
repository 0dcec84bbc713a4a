package dev.verdigris.internal.plan;

import dev.verdigris.internal.text.Words;
import dev.verdigris.internal.traffic.TrafficView;
import dev.verdigris.model.Color;
import dev.verdigris.model.Fleet;
import dev.verdigris.request.Adoption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Serves from the first color, in the place of a group that is neither color's. */
final class AdoptVerb extends DeployVerb {
    private final Adoption adoption;

    AdoptVerb(Adoption adoption) {
        super(adoption.deployment());
        this.adoption = adoption;
    }

    @Override
    public String label() {
        return "adopt";
    }

    @Override
    public String title(String environment, @Nullable Color from, @Nullable Color to) {
        return "Adopt " + environment + ": from the group " + adoption.fromGroup() + " → " + to;
    }

    @Override
    public Adoption adopts() {
        return adoption;
    }

    @Override
    Color to(@Nullable Color active, Color recorded) {
        return adoption.to();
    }

    /** No color leaves. */
    @Override
    public @Nullable Color from(Preimage preimage) {
        return null;
    }

    /** What runs in a fleet before it has ever served is nothing that we know of. */
    @Override
    boolean recycles() {
        return false;
    }

    @Override
    void premises(Survey survey) {
        Inquired.Own both = Objects.requireNonNull(survey.snapshot.own(), "an adoption asks for both colors, too");
        Snapshot own = both.snapshot();
        TrafficView view = own.view();
        List<Color> reached = Stream.of(Color.values()).filter(view::reaches).toList();
        if (reached.isEmpty()) {
            survey.add(both.findings());
            Stream.of(Color.values()).forEach(color -> empty(survey, own.fleet(color)));
            wayBack(survey);
        } else {
            survey.find(
                    "expected " + survey.environment.name() + " to be served by " + adoption.fromGroup()
                            + " alone, found that traffic reaches " + Words.list(reached)
                            + ": it is adopted already, or half moved by hand",
                    "deploy, if it is adopted; else take the members of that color out of traffic first");
        }
    }

    /** The group is no color of the environment, so that no rollback finds it by itself. */
    private void wayBack(Survey survey) {
        String other = adoption.to().other().toString();
        String named = "--" + other + "-group " + adoption.fromGroup()
                + (adoption.environment().traffic().targetGroups().size() == 1
                        ? ""
                        : " --" + other + "-target-group " + adoption.targetGroup());
        survey.warn(
                "once " + adoption.to() + " serves for good, no rollback leads to " + adoption.fromGroup()
                        + " by itself, since that is no color of " + survey.environment.name(),
                adoption.keep()
                        ? "to go back later, roll back with it as the other color: " + named
                        : "keep it if you may want to go back later (--keep), and roll back then with it as the other color: "
                                + named);
    }

    private static void empty(Survey survey, Fleet fleet) {
        if (fleet.populated() || fleet.size().min() > 0) {
            survey.find(
                    "expected " + fleet.group() + " to be empty, found min "
                            + fleet.size().min() + ", desired "
                            + fleet.size().desired() + " and "
                            + Words.count(fleet.instances().size(), "instance"),
                    "set its minimum size and its desired capacity to 0, and wait until its instances are gone");
        }
    }
}
