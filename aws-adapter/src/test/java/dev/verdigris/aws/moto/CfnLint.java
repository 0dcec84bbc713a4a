package dev.verdigris.aws.moto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** The linter of CloudFormation templates, which comes with Moto. */
public final class CfnLint {
    private CfnLint() {}

    /** What it finds in a template, each beginning with its number, such as {@code E3003}; nothing if it is clean. */
    public static List<String> findings(Path template) {
        ProcessBuilder command = new ProcessBuilder(
                Python.withMoto().resolveSibling("cfn-lint").toString(), "--format", "parseable", template.toString());
        command.redirectErrorStream(true);
        try {
            Process linter = command.start();
            linter.getOutputStream().close();
            String output = new String(linter.getInputStream().readAllBytes(), UTF_8);
            int exit = linter.waitFor();
            List<String> findings =
                    output.lines().filter(line -> !line.isBlank()).toList();
            if (exit == 0 != findings.isEmpty()) {
                throw new IllegalStateException(
                        "expected findings to decide how cfn-lint ends, found " + exit + " and:\n" + output);
            }
            return findings;
        } catch (IOException e) {
            throw new UncheckedIOException("cfn-lint could not be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while cfn-lint ran", e);
        }
    }
}
