package dev.verdigris.examples.cli;

import dev.verdigris.request.Policy;
import dev.verdigris.request.Tolerance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** The options about the new fleet: what it is asked before it serves, and what becomes of those that do not come up. */
final class NewFleetOptions {
    static final List<String> NAMES = List.of("--probe", "--replace", "--tolerate");

    @Option(
            names = "--probe",
            paramLabel = "P",
            split = ",",
            splitSynopsisLabel = ",",
            scope = ScopeType.INHERIT,
            converter = TypedProbe.Reader.class,
            description =
                    "What each new instance must answer before it gets traffic: http:PORT/PATH or https:PORT/PATH, at its"
                            + " private address; or what users must be answered once all requests have moved:"
                            + " alb:[HOST]/PATH through the load balancer, by each listener and rule that forwards to the"
                            + " environment and takes such a request, or url:URL. By"
                            + " default status 200; '=STATUS' names another one. '~/JSON/POINTER OP VALUE' compares a value"
                            + " of the body, by ==, !=, <, <=, > or >=: 'http:8080/health~/status == ok'. Say it once for"
                            + " each. Whoever resumes the deployment must say the same.")
    private @Nullable List<TypedProbe> probes;

    @Option(
            names = "--replace",
            paramLabel = "N",
            scope = ScopeType.INHERIT,
            description =
                    "How many new instances may be replaced that do not come up while the others do; by default 1, 0 for"
                            + " none.")
    private @Nullable Integer replacements;

    @Option(
            names = "--tolerate",
            paramLabel = "N|P%%",
            scope = ScopeType.INHERIT,
            converter = ToleranceReader.class,
            description = "What may be missing of the new fleet when the old one leaves, as a number of instances or a"
                    + " percentage; by default nothing.")
    private @Nullable Tolerance tolerance;

    /** Reads a tolerance. */
    static final class ToleranceReader implements ITypeConverter<Tolerance> {
        @Override
        public Tolerance convert(String value) {
            try {
                return Tolerance.parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    /** The probes, each once. */
    List<TypedProbe> probes() {
        if (probes == null) {
            return List.of();
        }
        Map<String, TypedProbe> byText = new LinkedHashMap<>();
        probes.forEach(probe -> byText.putIfAbsent(probe.text(), probe));
        return List.copyOf(byText.values());
    }

    /**
     * A policy, with what they say.
     *
     * @throws IllegalArgumentException if a number makes no sense
     */
    Policy policy(Policy policy) {
        Policy replacing = replacements == null ? policy : policy.withReplacements(replacements);
        return tolerance == null ? replacing : replacing.withTolerance(tolerance);
    }

    /** Those that whoever resumes must say, too. */
    void each(BiConsumer<String, Object> option) {
        probes().forEach(probe -> option.accept("--probe", probe));
    }
}
