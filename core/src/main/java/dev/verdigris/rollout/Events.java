package dev.verdigris.rollout;

import java.time.Duration;
import java.time.Instant;

/** The events of a rollout, as they are told. */
final class Events {
    private Events() {}

    record WaveStarted(Instant at, String rollout, Wave wave) implements RolloutEvent.WaveStarted {
        @Override
        public String sentence() {
            return "wave " + wave.name() + ": " + Sentences.size(wave);
        }
    }

    record Soaking(Instant at, String rollout, Wave wave, Duration left) implements RolloutEvent.Soaking {
        @Override
        public String sentence() {
            return "wave " + wave.name() + ": soaks for " + Sentences.duration(left);
        }
    }

    record EnvironmentEnded(Instant at, String rollout, RolloutResult.OfEnvironment result)
            implements RolloutEvent.EnvironmentEnded {
        @Override
        public String sentence() {
            return result.toString();
        }
    }

    record Stopped(Instant at, String rollout, String why) implements RolloutEvent.Stopped {
        @Override
        public String sentence() {
            return "begins nothing more: " + why;
        }
    }

    record GoingBack(Instant at, String rollout) implements RolloutEvent.GoingBack {
        @Override
        public String sentence() {
            return "rolls back what has succeeded";
        }
    }

    record Ended(Instant at, String rollout, RolloutResult result) implements RolloutEvent.Ended {
        @Override
        public String sentence() {
            return "rollout " + rollout + ": " + Sentences.word(result.ending());
        }
    }
}
