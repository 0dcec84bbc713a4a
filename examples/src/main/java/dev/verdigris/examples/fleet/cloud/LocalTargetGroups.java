package dev.verdigris.examples.fleet.cloud;

import dev.verdigris.error.PortException;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.model.LoadBalancer;
import dev.verdigris.model.Target;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.model.TargetGroup.HealthyShare;
import dev.verdigris.model.TargetGroup.HealthyShare.Threshold;
import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.model.TargetHealth;
import dev.verdigris.model.TargetHealth.State;
import dev.verdigris.port.Permit;
import dev.verdigris.port.TargetGroups;
import dev.verdigris.port.TimeSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The target groups: who is registered is in the ledger, who is healthy says Envoy. */
final class LocalTargetGroups implements TargetGroups {
    private static final int QUOTA = 1000;
    /** For so long a target that is not healthy counts as new. */
    private static final long NEW_MILLIS = 3000;

    private final Ledger ledger;
    private final TimeSource time = TimeSource.system();

    LocalTargetGroups(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public TargetGroup find(TargetGroupRef ref) {
        String arn = ref.isArn() ? ref.value() : Arn.targetGroup(ref.value());
        return ledger.read(account -> {
            Account.Pool pool = account.pool("local:find", arn);
            return new TargetGroup(
                    arn,
                    pool.name,
                    pool.port,
                    Duration.ofMillis(pool.delayMillis),
                    account.inUse(arn),
                    pool.kind,
                    new HealthyShare(new Threshold(1, pool.failoverPercent), new Threshold(1, pool.routingPercent)));
        });
    }

    @Override
    public List<TargetHealth> health(TargetGroup group) {
        return ledger.read(account -> {
            Account.Pool pool = account.pool("local:health", group.arn());
            boolean inUse = account.inUse(group.arn());
            Map<Integer, EnvoyView.Host> hosts = EnvoyView.at(account.admin).hosts(pool.name);
            return pool.targets.stream()
                    .map(target -> inUse
                            ? health(target, hosts.get(portOf(account, target)))
                            : health(target, State.UNUSED, "Target.NotInUse"))
                    .toList();
        });
    }

    private static int portOf(Account account, Account.Registration target) {
        Account.Member member = account.member(target.instance);
        return member == null ? 0 : member.port;
    }

    private TargetHealth health(Account.Registration target, EnvoyView.@Nullable Host host) {
        if (target.draining) {
            return health(target, State.DRAINING, "Target.DeregistrationInProgress");
        }
        if (host != null && host.healthy() && !host.draining()) {
            return new TargetHealth(target(target), State.HEALTHY, null);
        }
        boolean fresh = time.now().toEpochMilli() - target.sinceMillis < NEW_MILLIS;
        return fresh || host == null
                ? health(target, State.INITIAL, "Elb.InitialHealthChecking")
                : health(target, State.UNHEALTHY, "Target.FailedHealthChecks");
    }

    private static TargetHealth health(Account.Registration target, State state, String reason) {
        return new TargetHealth(target(target), state, reason);
    }

    private static Target target(Account.Registration target) {
        return new Target(new InstanceId(target.instance), target.port);
    }

    @Override
    public void register(TargetGroup group, Set<Target> targets, Permit permit) {
        permit.check();
        ledger.update(account -> {
            Account.Pool pool = account.pool("local:register", group.arn());
            for (Target target : targets) {
                Account.Member member = account.member(target.instance().value());
                if (member == null || member.lifecycle == Lifecycle.LEAVING) {
                    throw new PortException.Invalid("local:register", target.instance() + " does not run", null);
                }
                pool.register(member.id, target.port(), time.now().toEpochMilli());
            }
        });
    }

    @Override
    public void deregister(TargetGroup group, Set<Target> targets, Permit permit) {
        permit.check();
        ledger.update(account -> {
            for (Account.Registration there : account.pool("local:deregister", group.arn()).targets) {
                if (targets.contains(target(there))) {
                    there.deregister(time.now().toEpochMilli());
                }
            }
        });
    }

    @Override
    public int targetQuota() {
        return QUOTA;
    }

    @Override
    public List<LoadBalancer> loadBalancers(TargetGroup group) {
        return ledger.read(account -> {
            account.pool("local:load-balancers", group.arn());
            int others = account.pools.entrySet().stream()
                    .filter(pool -> !pool.getKey().equals(group.arn()))
                    .mapToInt(pool -> pool.getValue().targets.size())
                    .sum();
            return account.inUse(group.arn())
                    ? List.of(new LoadBalancer(
                            Arn.loadBalancer(), LocalCloud.LOAD_BALANCER, Set.of(LocalFleets.ZONE, "local-1b"), others))
                    : List.of();
        });
    }

    @Override
    public Map<String, Set<InstanceId>> registeredElsewhere(TargetGroup group, Set<InstanceId> instances) {
        return ledger.read(account -> {
            Map<String, Set<InstanceId>> elsewhere = new LinkedHashMap<>();
            account.pools.forEach((arn, pool) -> {
                for (Account.Registration there : pool.targets) {
                    InstanceId instance = new InstanceId(there.instance);
                    if (!arn.equals(group.arn()) && instances.contains(instance)) {
                        elsewhere
                                .computeIfAbsent(arn, none -> new LinkedHashSet<>())
                                .add(instance);
                    }
                }
            });
            return elsewhere;
        });
    }

    @Override
    public void rehearseDeregistration(TargetGroup group, Permit permit) {
        permit.check();
        ledger.<Account.Pool>read(account -> account.pool("local:deregister", group.arn()));
    }
}
