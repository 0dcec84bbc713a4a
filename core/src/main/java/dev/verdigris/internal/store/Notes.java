package dev.verdigris.internal.store;

import dev.verdigris.report.Finding;
import java.util.ArrayList;
import java.util.List;

/** The notes that are taken while a store is tried: what was seen, in words, and what is wrong with it. */
final class Notes {
    static final String OTHER_STORE =
            "keep the deployment state in a store that compares and sets in one step; docs/stores.md names some";

    private final List<String> seen = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    void see(String what) {
        seen.add(what);
    }

    void find(String problem, String remedy) {
        findings.add(new Finding(problem, remedy));
    }

    boolean clean() {
        return findings.isEmpty();
    }

    List<String> seen() {
        return List.copyOf(seen);
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }
}
