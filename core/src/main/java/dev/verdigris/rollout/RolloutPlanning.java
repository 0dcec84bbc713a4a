package dev.verdigris.rollout;

import dev.verdigris.error.VerdigrisException;
import dev.verdigris.plan.SwitchPlan;
import dev.verdigris.rollout.RolloutResult.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Makes the plan of a rollout, by how its environments stand. */
final class RolloutPlanning {
    private final Rollout rollout;
    private final RolloutOptions options;
    private final Map<Member, RolloutPlan.OfEnvironment> planned = new ConcurrentHashMap<>();

    RolloutPlanning(Rollout rollout, RolloutOptions options) {
        this.rollout = rollout;
        this.options = options;
    }

    private record OneEnvironment(
            String wave,
            String environment,
            Standing standing,
            @Nullable SwitchPlan plan,
            @Nullable String refusal,
            String sentence)
            implements RolloutPlan.OfEnvironment {}

    private record Whole(Rollout rollout, List<RolloutPlan.OfEnvironment> environments) implements RolloutPlan {
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("Rollout " + rollout.id());
            int number = 0;
            for (Wave wave : rollout.waves()) {
                text.append("\n  ")
                        .append(++number)
                        .append(". ")
                        .append(wave.name())
                        .append(": ")
                        .append(Sentences.size(wave))
                        .append(wave.soak().isZero() ? "" : ", then soaks for " + Sentences.duration(wave.soak()));
                environments.stream()
                        .filter(each -> each.wave().equals(wave.name()))
                        .forEach(each -> text.append("\n       ")
                                .append(each.environment())
                                .append(": ")
                                .append(each.sentence()));
            }
            return text.append("\n  stops ").append(stops()).toString();
        }

        private String stops() {
            return (rollout.toleratedFailures() == 0
                            ? "at the first failure"
                            : "once more than " + rollout.toleratedFailures() + " of a wave have failed")
                    + (rollout.goBack() ? ", and rolls back what has succeeded" : "");
        }
    }

    RolloutPlan plan() {
        Workers workers = new Workers(options.executor());
        for (Wave wave : rollout.waves()) {
            workers.each(
                    wave.members(), wave.atOnce(), () -> false, member -> planned.put(member, planned(wave, member)));
        }
        List<RolloutPlan.OfEnvironment> all = new ArrayList<>();
        rollout.waves()
                .forEach(wave -> wave.members().stream()
                        .map(planned::get)
                        .filter(Objects::nonNull)
                        .forEach(all::add));
        return new Whole(rollout, List.copyOf(all));
    }

    private RolloutPlan.OfEnvironment planned(Wave wave, Member member) {
        Site site = new Site(rollout, wave, member, options);
        try {
            return planned(wave, member, site);
        } catch (VerdigrisException e) {
            String refusal = Objects.requireNonNullElse(e.getMessage(), e.toString());
            return new OneEnvironment(
                    wave.name(), member.name(), site.standing(), null, refusal, "would be refused: " + refusal);
        }
    }

    private static RolloutPlan.OfEnvironment planned(Wave wave, Member member, Site site) {
        Sighting seen = site.see();
        Standing standing = site.standing();
        SwitchPlan plan = standing == Standing.NOT_BEGUN
                ? member.blueGreen().plan(member.deployment().withId(seen.next()))
                : null;
        String sentence = plan == null ? sentence(seen) : deploys(plan);
        return new OneEnvironment(wave.name(), member.name(), standing, plan, null, sentence);
    }

    private static String deploys(SwitchPlan plan) {
        return plan.toString().lines().findFirst().orElse("") + ", "
                + plan.steps().size() + " steps";
    }

    private static String sentence(Sighting seen) {
        return switch (seen.standing()) {
            case SUCCEEDED -> "nothing, it has succeeded as " + seen.deployment();
            case FAILED -> "nothing, it has failed: " + seen.why();
            case WENT_BACK -> "nothing, it was rolled back as " + seen.deployment();
            case NOT_BEGUN, PAUSED, IN_PROGRESS -> "resume " + seen.why();
        };
    }
}
