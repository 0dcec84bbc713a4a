package dev.verdigris.examples.fleet.cloud;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Fleet;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import dev.verdigris.model.GroupTraits;
import dev.verdigris.model.Instance;
import dev.verdigris.model.InstanceId;
import dev.verdigris.model.Launch;
import dev.verdigris.model.Lifecycle;
import dev.verdigris.model.LifecycleHook;
import dev.verdigris.port.Fleets;
import dev.verdigris.port.Permit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The groups, as they are in the ledger: what is asked of them here, {@link AutoScaling} makes true. */
final class LocalFleets implements Fleets {
    static final String ZONE = "local-1a";
    private static final int REMEMBERED = 100;

    private final Ledger ledger;

    LocalFleets(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Map<GroupName, Fleet> describe(Set<GroupName> groups) {
        return ledger.read(account -> {
            Map<GroupName, Fleet> found = new LinkedHashMap<>();
            for (GroupName name : groups) {
                Account.Group group = account.groups.get(name.value());
                if (group != null) {
                    found.put(name, fleet(name, group));
                }
            }
            return found;
        });
    }

    private static Fleet fleet(GroupName name, Account.Group group) {
        return new Fleet(
                name,
                new GroupSize(group.min, group.max, group.desired),
                group.members.stream()
                        .map(member -> new Instance(
                                new InstanceId(member.id), member.lifecycle, true, 1, ZONE, member.guarded))
                        .toList(),
                Set.of(),
                group.attachments.keySet(),
                Map.of(),
                GroupTraits.plain().withZones(Set.of(ZONE)));
    }

    @Override
    public void resize(GroupName name, Resize to, Permit permit) {
        permit.check();
        ledger.update(account -> {
            Account.Group group = account.group("local:resize", name.value());
            int min = to.min() == null ? group.min : to.min();
            int desired = to.desired() == null ? Math.max(min, group.desired) : to.desired();
            if (desired < min || desired > group.max) {
                throw new PortException.Invalid(
                        "local:resize", "expected " + min + " to " + group.max + ", found " + desired, null);
            }
            group.min = min;
            group.desired = desired;
        });
    }

    @Override
    public void replace(GroupName name, InstanceId instance, Permit permit) {
        permit.check();
        ledger.update(account -> {
            Account.Member member = account.group("local:replace", name.value()).member(instance.value());
            if (member == null) {
                throw new PortException.NotFound("local:replace", name + " has no member " + instance, null);
            }
            member.lifecycle = Lifecycle.LEAVING;
        });
    }

    @Override
    public List<Launch> recentLaunches(GroupName name) {
        return ledger.read(account -> {
            List<Launch> launches = new ArrayList<>();
            for (Account.Started started : account.group("local:launches", name.value()).started) {
                launches.add(new Launch(
                        started.activity, Launch.State.SUCCEEDED, "", Instant.ofEpochMilli(started.atMillis)));
            }
            Collections.reverse(launches);
            return launches.subList(0, Math.min(REMEMBERED, launches.size()));
        });
    }

    @Override
    public List<LifecycleHook> lifecycleHooks(GroupName name) {
        return ledger.read(account -> {
            account.group("local:hooks", name.value());
            return List.of();
        });
    }
}
