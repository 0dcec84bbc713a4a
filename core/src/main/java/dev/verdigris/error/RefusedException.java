package dev.verdigris.error;

import dev.verdigris.report.Finding;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A verb that was refused before anything was changed. It names everything that stands in the way, not just the first.
 */
public sealed class RefusedException extends VerdigrisException permits BusyException {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    /**
     * @param problem what was expected and what was found
     * @param remedy what to do about it
     */
    public RefusedException(String problem, String remedy) {
        this(List.of(new Finding(problem, remedy)));
    }

    /** @param findings what stands in the way, at least one */
    public RefusedException(List<Finding> findings) {
        super(joined(findings, Finding::problem), joined(findings, Finding::remedy), null);
        this.findings = List.copyOf(findings);
    }

    /** The findings that stand in the way; never empty, except after deserialization. */
    public final List<Finding> findings() {
        return findings == null ? List.of() : findings;
    }

    private static String joined(List<Finding> findings, Function<Finding, String> part) {
        return findings.stream().map(part).distinct().collect(Collectors.joining("; also "));
    }
}
