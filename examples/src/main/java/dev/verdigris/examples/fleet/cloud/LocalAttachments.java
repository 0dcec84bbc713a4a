package dev.verdigris.examples.fleet.cloud;

import dev.verdigris.error.PortException;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.TargetGroup;
import dev.verdigris.port.Attachments;
import dev.verdigris.port.Permit;
import java.util.Map;

/** The attachments, as they are in the ledger: {@link AutoScaling} registers and drains what follows from them. */
final class LocalAttachments implements Attachments {
    private final Ledger ledger;

    LocalAttachments(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Map<String, State> of(GroupName group) {
        return ledger.read(account -> Map.copyOf(account.group("local:attachments", group.value()).attachments));
    }

    @Override
    public void attach(GroupName name, TargetGroup targetGroup, Permit permit) {
        permit.check();
        ledger.update(account -> {
            Account.Group group = account.group("local:attach", name.value());
            if (!account.pools.containsKey(targetGroup.arn())) {
                throw new PortException.Invalid("local:attach", "there is no target group " + targetGroup.arn(), null);
            }
            State state = group.attachments.get(targetGroup.arn());
            if (state == null || !state.settled()) {
                group.attachments.put(targetGroup.arn(), State.ADDING);
            }
        });
    }

    @Override
    public void detach(GroupName name, TargetGroup targetGroup, Permit permit) {
        permit.check();
        ledger.update(account -> {
            account.group("local:detach", name.value())
                    .attachments
                    .computeIfPresent(targetGroup.arn(), (arn, state) -> State.REMOVING);
        });
    }
}
