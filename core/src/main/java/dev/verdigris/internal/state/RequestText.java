package dev.verdigris.internal.state;

import dev.verdigris.internal.plan.Verb;
import dev.verdigris.internal.text.Facts;
import dev.verdigris.internal.text.Times;
import dev.verdigris.internal.text.UnknownWord;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.request.Adoption;
import dev.verdigris.request.Bake;
import dev.verdigris.request.Cleanup;
import dev.verdigris.request.Deadlines;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.Gate;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.request.LaunchTolerance;
import dev.verdigris.request.Policy;
import dev.verdigris.request.ReleaseSelection;
import dev.verdigris.request.Request;
import dev.verdigris.request.Rollback;
import dev.verdigris.request.RollingRefresh;
import dev.verdigris.request.Shift;
import dev.verdigris.request.Shutdown;
import dev.verdigris.request.Start;
import dev.verdigris.request.Tolerance;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes and reads what was asked for, as facts. */
final class RequestText {

    /** After the interval between two polls, where it is fixed. */
    private static final String FIXED = "\tfixed";

    private static final LaunchTolerance USUAL = LaunchTolerance.defaults();

    private RequestText() {}

    static void put(Facts facts, Request request) {
        if (request instanceof Deployment deployment) {
            put(facts, deployment);
        }
        if (request instanceof Adoption adoption) {
            facts.put("request.from-group", adoption.fromGroup())
                    .put("request.from-target-group", adoption.fromTargetGroup());
            put(facts, adoption.deployment());
        }
        if (request instanceof Rollback rollback) {
            facts.put("request.capacity", rollback.capacity()).put("request.to", rollback.to());
            facts.put("request.scale-up", rollback.scaleUp() ? "yes" : null);
        }
        facts.put("request.force", Verb.of(request).forced());
        if (request instanceof Cleanup cleanup) {
            facts.put("request.due", cleanup.dueOnly() ? "yes" : null);
        }
        if (request instanceof ReleaseSelection selection) {
            facts.put("request.release", selection.release());
        }
        if (request instanceof Start start) {
            facts.put("request.capacity", start.capacity());
        }
        if (request instanceof RollingRefresh refresh) {
            RefreshText.put(facts, refresh);
        }
        put(facts, request.policy());
    }

    private static void put(Facts facts, Deployment deployment) {
        facts.put("request.capacity", deployment.capacity())
                .put("request.to", deployment.to())
                .put("request.release", deployment.release())
                .put("request.shift", ShiftText.words(deployment.shift()));
        deployment.gates().forEach(gate -> facts.put("request.gate", GateText.words(gate)));
        BakeText.put(facts, deployment.bake());
    }

    private static void put(Facts facts, Policy policy) {
        Deadlines deadlines = policy.deadlines();
        facts.put("policy.keep-warm", label(policy.keepWarm()))
                .put("policy.poll", policy.pollInterval() + (policy.pollsAtFixedInterval() ? FIXED : ""))
                .put("deadline.change", deadlines.change())
                .put("deadline.in-service", deadlines.inService())
                .put("deadline.healthy", deadlines.healthy())
                .put("deadline.drain-margin", deadlines.drainMargin())
                .put("deadline.gone", deadlines.gone())
                .put("deadline.check", deadlines.check());
        if (!deadlines.follow().equals(Deadlines.defaults().follow())) {
            facts.put("deadline.follow", deadlines.follow());
        }
        if (!deadlines.unused().equals(Deadlines.defaults().unused())) {
            facts.put("deadline.unused", deadlines.unused());
        }
        if (!deadlines.hook().equals(Deadlines.defaults().hook())) {
            facts.put("deadline.hook", deadlines.hook());
        }
        put(facts, policy.launches());
        if (policy.replacements() != Policy.defaults().replacements()) {
            facts.put("policy.replacements", policy.replacements());
        }
        if (!policy.tolerance().equals(Policy.defaults().tolerance())) {
            facts.put("policy.tolerance", policy.tolerance().toString());
        }
    }

    /** Writes only what is not as usual. */
    private static void put(Facts facts, LaunchTolerance launches) {
        if (launches.refusals() != USUAL.refusals()) {
            facts.put("launches.refusals", launches.refusals());
        }
        if (!launches.during().equals(USUAL.during())) {
            facts.put("launches.during", launches.during());
        }
        if (!launches.finalReasons().equals(USUAL.finalReasons())) {
            facts.put("launches.own-reasons", "yes");
            launches.finalReasons().forEach(reason -> facts.put("launches.reason", reason));
        }
    }

    static @Nullable Request request(String verb, Facts facts, Environment environment) {
        if (verb.equals("reconcile")) {
            return null;
        }
        Policy policy = policy(facts);
        return switch (verb) {
            case "deploy" -> deployment(facts, environment).withPolicy(policy);
            case "adopt" -> adoption(facts, deployment(facts, environment).withPolicy(policy));
            case "rollback" -> rollback(facts, environment).withPolicy(policy);
            case "select" ->
                ReleaseSelection.of(environment, facts.get("request.release")).withPolicy(policy);
            case "refresh" -> RefreshText.refresh(facts, environment).withPolicy(policy);
            case "cleanup" -> cleanup(facts, environment).withPolicy(policy);
            case "shutdown" -> Shutdown.of(environment).withPolicy(policy);
            case "start" -> start(facts, environment).withPolicy(policy);
            default -> throw new UnknownWord("deployment.verb", new UnknownWord(verb));
        };
    }

    private static Deployment deployment(Facts facts, Environment environment) {
        Deployment deployment = Deployment.of(environment);
        Integer capacity = capacity(facts);
        Color to = to(facts);
        Shift shift = facts.find("request.shift", ShiftText::shift);
        deployment = capacity == null ? deployment : deployment.withCapacity(capacity);
        Bake bake = BakeText.bake(facts);
        deployment = shift == null ? deployment : deployment.withShift(shift);
        deployment = bake == null ? deployment : deployment.withBake(bake);
        deployment = to == null ? deployment : deployment.withTo(to);
        for (Gate gate : facts.all("request.gate", GateText::gate)) {
            deployment = deployment.withGate(gate);
        }
        return facts.has("request.release") ? deployment.withRelease(facts.get("request.release")) : deployment;
    }

    private static Adoption adoption(Facts facts, Deployment deployment) {
        Adoption adoption = Adoption.of(deployment, facts.get("request.from-group"));
        return facts.has("request.from-target-group")
                ? adoption.withFromTargetGroup(facts.get("request.from-target-group"))
                : adoption;
    }

    private static Cleanup cleanup(Facts facts, Environment environment) {
        Cleanup cleanup = Cleanup.of(environment).withDueOnly(facts.has("request.due"));
        return facts.has("request.force") ? cleanup.withForce(facts.get("request.force")) : cleanup;
    }

    private static Rollback rollback(Facts facts, Environment environment) {
        Rollback rollback = Rollback.of(environment).withScaleUp(facts.has("request.scale-up"));
        Integer capacity = capacity(facts);
        Color to = to(facts);
        rollback = capacity == null ? rollback : rollback.withCapacity(capacity);
        rollback = facts.has("request.force") ? rollback.withForce(facts.get("request.force")) : rollback;
        return to == null ? rollback : rollback.withTo(to);
    }

    private static Start start(Facts facts, Environment environment) {
        Integer capacity = capacity(facts);
        return capacity == null ? Start.of(environment) : Start.of(environment).withCapacity(capacity);
    }

    private static @Nullable Color to(Facts facts) {
        return facts.find("request.to", Color::parse);
    }

    private static @Nullable Integer capacity(Facts facts) {
        return facts.find("request.capacity", Integer::valueOf);
    }

    private static Policy policy(Facts facts) {
        Policy usual = facts.get("policy.poll", RequestText::polling);
        Integer replacements = facts.find("policy.replacements", Integer::valueOf);
        Tolerance tolerance = facts.find("policy.tolerance", Tolerance::parse);
        return usual.withReplacements(replacements == null ? usual.replacements() : replacements)
                .withTolerance(tolerance == null ? usual.tolerance() : tolerance)
                .withKeepWarm(facts.get("policy.keep-warm", RequestText::keepWarm))
                .withDeadlines(deadlines(facts))
                .withLaunches(launches(facts));
    }

    private static Policy polling(String value) {
        return value.endsWith(FIXED)
                ? Policy.defaults()
                        .withPollInterval(Times.duration(value.substring(0, value.length() - FIXED.length())))
                : Policy.defaults().withShortestPoll(Times.duration(value));
    }

    private static String label(KeepWarm keepWarm) {
        return keepWarm instanceof KeepWarm.For some ? some.time().toString() : keepWarm.toString();
    }

    private static KeepWarm keepWarm(String value) {
        return switch (value) {
            case "forever" -> KeepWarm.forever();
            case "none" -> KeepWarm.none();
            default -> KeepWarm.of(time(value));
        };
    }

    private static Duration time(String value) {
        if (!value.startsWith("P")) {
            throw new UnknownWord(value);
        }
        return Times.duration(value);
    }

    private static Deadlines deadlines(Facts facts) {
        Duration follow = facts.find("deadline.follow", Times::duration);
        Duration unused = facts.find("deadline.unused", Times::duration);
        Duration hook = facts.find("deadline.hook", Times::duration);
        Deadlines usual = Deadlines.defaults();
        return usual.withHook(hook == null ? usual.hook() : hook)
                .withFollow(follow == null ? usual.follow() : follow)
                .withUnused(unused == null ? usual.unused() : unused)
                .withChange(facts.get("deadline.change", Times::duration))
                .withInService(facts.get("deadline.in-service", Times::duration))
                .withHealthy(facts.get("deadline.healthy", Times::duration))
                .withDrainMargin(facts.get("deadline.drain-margin", Times::duration))
                .withGone(facts.get("deadline.gone", Times::duration))
                .withCheck(facts.get("deadline.check", Times::duration));
    }

    private static LaunchTolerance launches(Facts facts) {
        Integer refusals = facts.find("launches.refusals", Integer::valueOf);
        Duration during = facts.find("launches.during", Times::duration);
        LaunchTolerance launches = refusals == null ? USUAL : USUAL.withRefusals(refusals);
        launches = during == null ? launches : launches.withDuring(during);
        return facts.has("launches.own-reasons") ? launches.withFinalReasons(facts.all("launches.reason")) : launches;
    }
}
