package dev.verdigris.rollout;

import dev.verdigris.rollout.RolloutResult.Ending;
import dev.verdigris.rollout.RolloutResult.OfEnvironment;
import dev.verdigris.rollout.RolloutResult.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One run of a rollout. All that it decides follows from how the environments stand, so that the next run, by whatever
 * process, decides the same.
 */
final class RolloutRun {
    private final Rollout rollout;
    private final RolloutOptions options;
    private final Workers workers;
    private final Teller teller;
    private final List<RunningWave> waves;
    private @Nullable String stopped;

    RolloutRun(Rollout rollout, RolloutOptions options) {
        this.rollout = rollout;
        this.options = options;
        this.workers = new Workers(options.executor());
        this.teller = new Teller(rollout.id(), options.time(), options.listeners());
        this.waves = rollout.waves().stream().map(this::running).toList();
    }

    /** A wave, with its environments. */
    private record RunningWave(Wave wave, List<Site> sites) {

        long count(Standing standing) {
            return sites.stream().filter(site -> site.standing() == standing).count();
        }

        long failures() {
            return count(Standing.FAILED) + count(Standing.WENT_BACK);
        }

        boolean ended() {
            return count(Standing.SUCCEEDED) + failures() == sites.size();
        }

        boolean begun() {
            return count(Standing.NOT_BEGUN) < sites.size();
        }
    }

    private RunningWave running(Wave wave) {
        return new RunningWave(
                wave,
                wave.members().stream()
                        .map(member -> new Site(rollout, wave, member, options))
                        .toList());
    }

    RolloutResult perform() {
        RunningWave before = null;
        for (RunningWave wave : waves) {
            if (!look(wave) || !soaked(before, wave) || !forward(wave)) {
                break;
            }
            before = wave;
        }
        if (stopped != null && rollout.goBack() && !workers.interrupted()) {
            back();
        }
        List<OfEnvironment> results = sites().map(Site::result).toList();
        RolloutResult result = new Results.Whole(rollout.id(), ending(), stopped, results);
        teller.ended(result);
        return result;
    }

    /** Looks at a wave before anything of it is begun; says whether it may be. */
    private boolean look(RunningWave wave) {
        each(wave, wave.sites, () -> false, Site::look);
        if (wave.count(Standing.WENT_BACK) > 0) {
            stop("an environment of wave " + wave.wave.name() + " was rolled back by this rollout before");
        }
        check(wave);
        return !workers.interrupted();
    }

    private void check(RunningWave wave) {
        long failures = wave.failures();
        if (rollout.stopsAt(failures, wave.wave)) {
            stop(failures + " of " + wave.sites.size() + " environments of wave " + wave.wave.name() + " have failed");
        }
    }

    private void stop(String why) {
        if (stopped == null) {
            stopped = why;
            teller.stopped(why);
        }
    }

    /** Lets the wave before soak, unless this one has begun; says whether this one may begin. */
    private boolean soaked(@Nullable RunningWave before, RunningWave wave) {
        if (before == null || stopped != null || wave.begun()) {
            return true;
        }
        Duration left = left(before);
        if (!left.isZero()) {
            teller.soaking(before.wave, left);
            try {
                options.time().sleep(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            each(before, before.sites, () -> false, Site::look);
            check(before);
        }
        return stopped == null && !workers.interrupted();
    }

    /** What is left of a wave's soak, by the time at which its last environment has ended. */
    private Duration left(RunningWave before) {
        each(before, before.sites, () -> false, Site::look);
        Duration soak = before.wave.soak();
        Instant last = before.sites.stream()
                .map(Site::seen)
                .filter(Objects::nonNull)
                .map(Sighting::ended)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
        Duration left = last == null
                ? soak
                : soak.minus(Duration.between(last, options.time().now()));
        return left.isNegative() ? Duration.ZERO : left.compareTo(soak) > 0 ? soak : left;
    }

    /** Deploys what is left of a wave; says whether the next one may begin. What is in progress ends in any case. */
    private boolean forward(RunningWave wave) {
        List<Site> due = wave.sites.stream().filter(Site::due).toList();
        List<Site> open = due.stream().filter(Site::open).toList();
        if (!due.isEmpty() && (stopped == null || !open.isEmpty())) {
            teller.waveStarted(wave.wave);
        }
        each(wave, open, () -> false, told(Site::forward));
        List<Site> rest = due.stream().filter(site -> !open.contains(site)).toList();
        each(wave, rest, () -> blocked(wave), told(Site::forward));
        check(wave);
        return stopped == null && !workers.interrupted() && wave.ended();
    }

    private boolean blocked(RunningWave wave) {
        return stopped != null || rollout.stopsAt(wave.failures(), wave.wave);
    }

    private void back() {
        teller.goingBack();
        List<RunningWave> reversed = new ArrayList<>(waves);
        Collections.reverse(reversed);
        for (RunningWave wave : reversed) {
            each(wave, wave.sites, () -> false, Site::look);
            List<Site> sites = new ArrayList<>(wave.sites);
            Collections.reverse(sites);
            each(wave, sites, () -> false, told(Site::back));
        }
    }

    private Consumer<Site> told(Consumer<Site> action) {
        return site -> {
            OfEnvironment before = site.result();
            action.accept(site);
            if (!site.result().equals(before)) {
                teller.environmentEnded(site.result());
            }
        };
    }

    private void each(RunningWave wave, List<Site> sites, BooleanSupplier stops, Consumer<Site> action) {
        workers.each(sites, wave.wave.atOnce(), stops, action);
    }

    private Ending ending() {
        if (all(Standing.SUCCEEDED)) {
            return Ending.SUCCEEDED;
        }
        if (workers.interrupted() || any(Standing.IN_PROGRESS)) {
            return Ending.INTERRUPTED;
        }
        if (stopped != null && rollout.goBack() && sites().allMatch(Site::asBefore)) {
            return Ending.ROLLED_BACK;
        }
        return stopped == null && any(Standing.PAUSED) ? Ending.PAUSED : Ending.FAILED;
    }

    private Stream<Site> sites() {
        return waves.stream().flatMap(wave -> wave.sites.stream());
    }

    private boolean all(Standing standing) {
        return sites().allMatch(site -> site.standing() == standing);
    }

    private boolean any(Standing standing) {
        return sites().anyMatch(site -> site.standing() == standing);
    }
}
