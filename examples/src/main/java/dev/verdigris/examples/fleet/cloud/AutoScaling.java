package dev.verdigris.examples.fleet.cloud;

import dev.verdigris.model.Lifecycle;
import dev.verdigris.port.Attachments.State;
import dev.verdigris.port.TimeSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What AWS does by itself, a little at each look: instances are started and ended until as many run as are desired, those
 * of an attached group are registered and drained, and what drains is forgotten once it is quiet.
 */
final class AutoScaling {
    /** Envoy has sent nothing to a target in so many looks in a row: what was under way to one of its threads has arrived. */
    private static final int QUIET_LOOKS = 3;

    /** So many starts of a group are remembered. */
    private static final int REMEMBERED = 100;

    private final Ledger ledger;
    private final Machine machine;
    private final EnvoyConfig config;
    private final TimeSource time = TimeSource.system();
    private final Map<String, Machine.Running> running = new HashMap<>();
    private boolean stopped;

    AutoScaling(Ledger ledger, Machine machine, EnvoyConfig config) {
        this.ledger = ledger;
        this.machine = machine;
        this.config = config;
    }

    /** One look at everything. */
    synchronized void look() {
        if (stopped) {
            return;
        }
        Map<String, Map<Integer, EnvoyView.Host>> hosts = EnvoyView.at(
                        ledger.read(account -> account.admin == null ? "" : account.admin))
                .pools();
        ledger.update(account -> {
            account.groups.values().forEach(group -> {
                bury(account, group);
                welcome(group);
                register(account, group);
            });
            account.pools.values().forEach(pool -> drain(account, pool, hosts.get(pool.name)));
            account.groups.values().forEach(group -> {
                end(account, group);
                fill(group);
            });
            dismiss(account);
            config.write(account);
        });
    }

    /** Ends all instances, for good. */
    synchronized void stop() {
        stopped = true;
        running.values().forEach(Machine.Running::end);
    }

    /** Whose process has ended is no member, and no target either. */
    private void bury(Account account, Account.Group group) {
        for (Account.Member member : List.copyOf(group.members)) {
            Machine.Running process = running.get(member.id);
            if (process == null || !process.alive()) {
                running.remove(member.id);
                group.members.remove(member);
                account.pools.values().forEach(pool -> pool.targets.removeAll(pool.of(member.id)));
            }
        }
    }

    private void welcome(Account.Group group) {
        for (Account.Member member : group.members) {
            Machine.Running process = running.get(member.id);
            if (member.lifecycle == Lifecycle.PENDING && process != null && process.port() > 0) {
                member.port = process.port();
                member.lifecycle = Lifecycle.IN_SERVICE;
            }
        }
    }

    /** Does for attached target groups what an attachment asks for, and drains there what leaves. */
    private void register(Account account, Account.Group group) {
        long now = time.now().toEpochMilli();
        for (Map.Entry<String, State> attachment : List.copyOf(group.attachments.entrySet())) {
            Account.Pool pool = account.pool("local:attachment", attachment.getKey());
            boolean removing = attachment.getValue() == State.REMOVING;
            for (Account.Member member : group.members) {
                if (removing || member.lifecycle == Lifecycle.LEAVING) {
                    pool.deregister(member.id, now);
                } else if (member.lifecycle == Lifecycle.IN_SERVICE) {
                    pool.register(member.id, pool.port, now);
                }
            }
            if (!removing) {
                group.attachments.put(attachment.getKey(), State.ADDED);
            } else if (group.members.stream()
                    .allMatch(member -> pool.of(member.id).isEmpty())) {
                group.attachments.remove(attachment.getKey());
            }
        }
    }

    /** A target has drained when its delay is over, or before that when no request is left there, as with an ALB. */
    private void drain(Account account, Account.Pool pool, @Nullable Map<Integer, EnvoyView.Host> hosts) {
        long now = time.now().toEpochMilli();
        for (Account.Registration target : List.copyOf(pool.targets)) {
            if (target.draining) {
                Account.Member member = account.member(target.instance);
                target.quiet = member == null || quiet(hosts, member.port) ? target.quiet + 1 : 0;
                if (target.quiet >= QUIET_LOOKS || now - target.sinceMillis >= pool.delayMillis) {
                    pool.targets.remove(target);
                }
            }
        }
    }

    /** Whether Envoy has nothing on its way to a target. Where it does not answer, nobody knows. */
    private static boolean quiet(@Nullable Map<Integer, EnvoyView.Host> hosts, int port) {
        EnvoyView.Host host = hosts == null ? null : hosts.get(port);
        return hosts != null && (host == null || (host.draining() && host.active() == 0));
    }

    /** Ends what leaves: at once, unless an attached target group still drains it. */
    private void end(Account account, Account.Group group) {
        for (Account.Member member : group.members) {
            boolean drains = group.attachments.keySet().stream()
                    .anyMatch(arn ->
                            !account.pool("local:attachment", arn).of(member.id).isEmpty());
            Machine.Running process = running.get(member.id);
            if (member.lifecycle == Lifecycle.LEAVING && !drains && process != null) {
                process.end();
            }
        }
    }

    private void fill(Account.Group group) {
        List<Account.Member> staying = new ArrayList<>(group.staying());
        for (int missing = group.desired - staying.size(); missing > 0; missing--) {
            start(group);
        }
        staying.removeIf(member -> member.guarded || group.staying().size() <= group.desired);
        for (Account.Member member : staying) {
            if (group.staying().size() > group.desired) {
                member.lifecycle = Lifecycle.LEAVING;
            }
        }
    }

    /** Ends whoever belongs to no group any more. */
    private void dismiss(Account account) {
        running.entrySet().removeIf(one -> {
            boolean stray = account.member(one.getKey()) == null;
            if (stray) {
                one.getValue().end();
            }
            return stray;
        });
    }

    private void start(Account.Group group) {
        Machine.Running process = machine.start(group.template);
        Account.Member member = new Account.Member();
        member.id = String.format("i-0%016x", ThreadLocalRandom.current().nextLong());
        member.pid = process.pid();
        group.members.add(member);
        running.put(member.id, process);
        Account.Started started = new Account.Started();
        started.activity = "start-of-" + member.id;
        started.atMillis = time.now().toEpochMilli();
        group.started.add(started);
        if (group.started.size() > REMEMBERED) {
            group.started.remove(0);
        }
    }
}
