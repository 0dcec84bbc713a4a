package dev.verdigris.examples.cli;

import dev.verdigris.model.Environment;
import dev.verdigris.request.Gate;
import dev.verdigris.request.Promotion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Promotes what waits at a gate. */
@Command(
        name = "promote",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        optionListHeading = "%n",
        description =
                "Promotes a deployment that waits at a gate, from any machine: it goes on here. What it had found before the gate"
                        + " must be so again. Once the gate has expired, what it says for that is done instead. It is refused"
                        + " if nothing waits at a gate.")
final class PromoteCommand extends ConfirmedCommand {

    @Option(
            names = "--at",
            paramLabel = "NAME",
            converter = PointReader.class,
            description = "The gate that is meant; if it waits at another one, it is refused.")
    private Gate.@Nullable Point gate;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the history; up to 100 characters.")
    private @Nullable String reason;

    @Mixin
    private final TakeOver takeOver = new TakeOver();

    PromoteCommand(Main main) {
        super(main);
    }

    @Override
    Work prepare(Environment environment) {
        Promotion promotion = promotion(environment);
        requireSomebodyToAsk();
        return session -> {
            askAboutWhatIsInProgress(environment, session);
            return ended(session.blueGreen().promote(promotion), session);
        };
    }

    private Promotion promotion(Environment environment) {
        Promotion promotion = Promotion.of(environment).withTakeOver(takeOver.given());
        if (gate != null) {
            promotion = promotion.withGate(gate);
        }
        return reason == null ? promotion : promotion.withReason(reason);
    }

    /** Reads the name of a gate. */
    static final class PointReader implements ITypeConverter<Gate.Point> {
        @Override
        public Gate.Point convert(String value) {
            try {
                return Gate.Point.parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
