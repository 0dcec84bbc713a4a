package dev.verdigris.examples.fleet.cloud;

import dev.verdigris.error.PortException;
import dev.verdigris.port.DeploymentStore;
import org.jspecify.annotations.Nullable;

/** The deployment states, in the ledger, where each write compares and sets. */
final class LocalDeploymentStore implements DeploymentStore {
    private final Ledger ledger;

    LocalDeploymentStore(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public @Nullable Stored find(String key) {
        return ledger.<@Nullable Stored>read(account -> {
            Account.State state = account.states.get(key);
            return state == null ? null : new Stored(state.text, String.valueOf(state.revision));
        });
    }

    @Override
    public String claim(String key, String text, @Nullable String revision) {
        return ledger.change(account -> {
            Account.State state = account.states.get(key);
            String found = state == null ? null : String.valueOf(state.revision);
            if (state == null
                    ? revision != null
                    : !String.valueOf(state.revision).equals(revision)) {
                throw conflict("claim", revision, found);
            }
            Account.State claimed = write(account, key, text);
            claimed.claimed = claimed.revision;
            return String.valueOf(claimed.revision);
        });
    }

    @Override
    public String replace(String key, String text, String revision) {
        return ledger.change(account -> {
            Account.State state = account.states.get(key);
            if (state == null || !String.valueOf(state.revision).equals(revision)) {
                throw conflict("replace", revision, state == null ? null : String.valueOf(state.revision));
            }
            return String.valueOf(write(account, key, text).revision);
        });
    }

    private static Account.State write(Account account, String key, String text) {
        Account.State state = account.states.computeIfAbsent(key, none -> new Account.State());
        state.text = text;
        state.revision++;
        return state;
    }

    @Override
    public boolean held(String key, String revision) {
        return ledger.read(account -> {
            Account.State state = account.states.get(key);
            return state != null && state.claimed <= Integer.parseInt(revision);
        });
    }

    @Override
    public boolean leasesExpire() {
        return true;
    }

    private static PortException conflict(String operation, @Nullable String expected, @Nullable String found) {
        return new PortException.Conflict(
                "local:" + operation, "expected revision " + expected + ", found " + found, null);
    }
}
