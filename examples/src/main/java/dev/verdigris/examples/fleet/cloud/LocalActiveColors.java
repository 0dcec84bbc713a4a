package dev.verdigris.examples.fleet.cloud;

import dev.verdigris.model.Color;
import dev.verdigris.model.ParameterPath;
import dev.verdigris.port.ActiveColors;
import dev.verdigris.port.Permit;
import org.jspecify.annotations.Nullable;

/** The recorded colors, in the ledger. */
final class LocalActiveColors implements ActiveColors {
    private final Ledger ledger;

    LocalActiveColors(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public @Nullable String read(ParameterPath parameter) {
        return ledger.<@Nullable String>read(account -> account.parameters.get(parameter.value()));
    }

    @Override
    public void write(ParameterPath parameter, Color color, Permit permit) {
        permit.check();
        ledger.update(account -> {
            account.parameters.put(parameter.value(), color.toString());
        });
    }
}
