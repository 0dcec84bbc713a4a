package dev.verdigris.internal.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.verdigris.error.PortException;
import dev.verdigris.internal.state.Writing;
import dev.verdigris.internal.text.StoredText;
import dev.verdigris.port.DeploymentStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Tries, one after the other, that a store gives back what it was given and refuses what it must refuse. */
final class Conditions {
    /** A text that some transports, encodings and parsers change; as long as a deployment state may be. */
    private static final String ODD = "verdigris store check\ntab\tend\n  é ∑ 漢 🚀 \\ \" ' <&> %41 \r\n0\r\n\r\n\n";

    private static final int LARGEST = 4096;

    private final DeploymentStore store;
    private final String scratch;
    private final Notes notes;
    private String expected = "";
    private String first = "";
    private String last = "";

    Conditions(DeploymentStore store, String scratch, Notes notes) {
        this.store = store;
        this.scratch = scratch;
        this.notes = notes;
    }

    private static String text(String filler) {
        int left = LARGEST - ODD.getBytes(UTF_8).length - 1;
        return ODD + filler.repeat(left) + "\n";
    }

    /** Tries all, up to the first that is not as it should be: what comes after that would say nothing new. */
    void tryAll() {
        Map<String, Runnable> attempts = new LinkedHashMap<>();
        attempts.put("what was created is read back, byte for byte", () -> {
            first = written("a", text -> store.claim(scratch, text, null));
            last = first;
            reads(text("a"));
        });
        attempts.put(
                "a create over what is there is refused",
                () -> refused("a create over what is there", () -> store.claim(scratch, text("x"), null)));
        attempts.put("what was replaced is read back", () -> {
            last = written("b", text -> store.replace(scratch, text, first));
            reads(text("b"));
        });
        attempts.put(
                "a claim of what has been replaced is refused",
                () -> refused("a claim of what has been replaced", () -> store.claim(scratch, text("x"), first)));
        attempts.put("what another holder claimed is read back", () -> {
            first = last;
            last = written("c", text -> store.claim(scratch, text, first));
            reads(text("c"));
        });
        attempts.put(
                "a replacement of what another holder has claimed is refused",
                () -> refused(
                        "a replacement of what another holder has claimed",
                        () -> store.replace(scratch, text("x"), first)));
        attempts.put("a claim of something where nothing is is refused", this::refusedWhereNothingIs);
        for (Map.Entry<String, Runnable> attempt : attempts.entrySet()) {
            try {
                attempt.getValue().run();
            } catch (PortException.Conflict e) {
                notes.find(
                        "expected that " + attempt.getKey() + ", found the write refused: " + e.problem(),
                        Notes.OTHER_STORE);
            }
            if (!notes.clean()) {
                return;
            }
            notes.see(attempt.getKey());
        }
    }

    private String written(String filler, UnaryOperator<String> write) {
        String text = text(filler);
        return Writing.once(store, scratch, text, () -> write.apply(text));
    }

    private void reads(String written) {
        expected = written;
        DeploymentStore.Stored found = store.find(scratch);
        if (found == null || !found.text().equals(written)) {
            notes.find(
                    "expected the store to give back what was written, byte for byte, found "
                            + StoredText.instead(written, found == null ? null : found.text()),
                    "nobody could resume or abort a deployment from it: use a server that keeps what it is given, and a"
                            + " client that it understands; docs/stores.md names some");
        } else if (!store.held(scratch, last)) {
            notes.find(
                    "expected what was just written to be held by who wrote it, found that it is not",
                    Notes.OTHER_STORE);
        }
    }

    private void refusedWhereNothingIs() {
        String nowhere = scratch + "-nothing";
        try {
            refused("a claim of something where nothing is", () -> store.claim(nowhere, text("x"), last));
        } finally {
            store.delete(nowhere);
        }
    }

    private void refused(String what, Runnable write) {
        String answer = answer(write);
        if (answer != null) {
            notes.find(
                    "expected " + what + " to be refused as a conflict, found " + answer,
                    "two deployments of one environment could run at once: " + Notes.OTHER_STORE);
        } else {
            reads(expected);
        }
    }

    /** The answer to a write that must be refused; null if it was refused as it should be. */
    private static @Nullable String answer(Runnable write) {
        try {
            write.run();
            return "it carried out";
        } catch (PortException.Conflict e) {
            return null;
        } catch (PortException e) {
            if (e.isTransient()) {
                throw e;
            }
            return "it told otherwise: " + e.problem();
        }
    }
}
