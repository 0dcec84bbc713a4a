package dev.verdigris.internal.state;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.request.Cleanup;
import dev.verdigris.request.Deadlines;
import dev.verdigris.request.Deployment;
import dev.verdigris.request.KeepWarm;
import dev.verdigris.request.LaunchTolerance;
import dev.verdigris.request.Policy;
import dev.verdigris.request.Request;
import dev.verdigris.request.Rollback;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What was asked for, as facts. */
final class RequestText {

    private static final LaunchTolerance USUAL = LaunchTolerance.defaults();

    private RequestText() {}

    static void put(Facts facts, Request request) {
        if (request instanceof Deployment deployment) {
            facts.put("request.capacity", deployment.capacity()).put("request.to", deployment.to());
        }
        if (request instanceof Rollback rollback) {
            facts.put("request.capacity", rollback.capacity());
            facts.put("request.scale-up", rollback.scaleUp() ? "yes" : null);
        }
        put(facts, request.policy());
    }

    private static void put(Facts facts, Policy policy) {
        Deadlines deadlines = policy.deadlines();
        facts.put("policy.keep-warm", policy.keepWarm())
                .put("policy.poll", policy.pollInterval())
                .put("deadline.change", deadlines.change())
                .put("deadline.in-service", deadlines.inService())
                .put("deadline.healthy", deadlines.healthy())
                .put("deadline.drain-margin", deadlines.drainMargin())
                .put("deadline.gone", deadlines.gone())
                .put("deadline.check", deadlines.check());
        put(facts, policy.launches());
    }

    /** Only what is not as usual. */
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

    static @Nullable Request request(Facts facts, Environment environment) {
        String verb = facts.get("open.verb");
        if (verb.equals("reconcile")) {
            return null;
        }
        Integer capacity = facts.find("request.capacity", Integer::valueOf);
        Policy policy = policy(facts);
        return switch (verb) {
            case "deploy" -> new Deployment(environment, capacity, facts.find("request.to", Color::parse), policy);
            case "rollback" -> new Rollback(environment, facts.has("request.scale-up"), capacity, policy);
            case "cleanup" -> new Cleanup(environment, policy);
            default -> throw new IllegalArgumentException("the verb '" + verb + "' is not known");
        };
    }

    private static Policy policy(Facts facts) {
        return new Policy(
                facts.get("policy.keep-warm", KeepWarm::valueOf),
                new Deadlines(
                        facts.get("deadline.change", Duration::parse),
                        facts.get("deadline.in-service", Duration::parse),
                        facts.get("deadline.healthy", Duration::parse),
                        facts.get("deadline.drain-margin", Duration::parse),
                        facts.get("deadline.gone", Duration::parse),
                        facts.get("deadline.check", Duration::parse)),
                facts.get("policy.poll", Duration::parse),
                launches(facts));
    }

    private static LaunchTolerance launches(Facts facts) {
        return new LaunchTolerance(
                facts.has("launches.refusals") ? facts.get("launches.refusals", Integer::valueOf) : USUAL.refusals(),
                facts.has("launches.during") ? facts.get("launches.during", Duration::parse) : USUAL.during(),
                facts.has("launches.own-reasons") ? facts.all("launches.reason") : USUAL.finalReasons());
    }
}
