package dev.verdigris.aws;

import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.model.Environment;
import dev.verdigris.testkit.contract.ReleasesWorld;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A world of the contract on Moto, where everything happens at once. */
abstract class ReleasesOnMoto implements ReleasesWorld {
    static final Environment BETA = Environment.of("beta");
    static final Environment PROD = Environment.of("prod");

    final MotoWorld moto = MotoWorld.fresh();

    @Override
    public Environment environment() {
        return BETA;
    }

    @Override
    public @Nullable Environment other() {
        return PROD;
    }

    @Override
    public List<String> versions() {
        return List.of("1.2.1", "1.2.2", "gh-1234");
    }

    @Override
    public boolean mayBeNothing() {
        return true;
    }

    @Override
    public void runDue() {
        // Nothing is ever under way.
    }
}
