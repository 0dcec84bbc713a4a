package dev.verdigris.examples.fleet.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.verdigris.error.PortException;
import dev.verdigris.model.Lifecycle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    @TempDir
    private Path folder;

    @Test
    void what_one_writes_another_one_reads() {
        Ledger.in(folder).update(account -> {
            Account.Group group = new Account.Group();
            group.name = "beta-blue";
            Account.Member member = new Account.Member();
            member.id = "i-1";
            member.lifecycle = Lifecycle.IN_SERVICE;
            group.members.add(member);
            account.groups.put(group.name, group);
            Account.Listener listener = new Account.Listener();
            listener.weights = new LinkedHashMap<>(Map.of("b", 1));
            listener.weights.put("a", 2);
            account.listeners.put("web", listener);
        });

        Account account = Ledger.in(folder).read(there -> there);

        assertThat(Objects.requireNonNull(account.member("i-1")).lifecycle).isEqualTo(Lifecycle.IN_SERVICE);
        assertThat(List.copyOf(account.listeners.get("web").weights.keySet())).containsExactly("b", "a");
    }

    @Test
    void a_change_that_throws_changes_nothing() {
        Ledger ledger = Ledger.in(folder);
        ledger.update(account -> account.parameters.put("color", "blue"));

        assertThatIllegalStateException()
                .isThrownBy(() -> ledger.update(account -> {
                    account.parameters.put("color", "green");
                    throw new IllegalStateException("no");
                }));

        assertThat(ledger.<String>read(account -> account.parameters.get("color")))
                .isEqualTo("blue");
    }

    @Test
    void a_change_within_a_change_is_refused() {
        Ledger ledger = Ledger.in(folder);

        assertThatIllegalStateException()
                .isThrownBy(() -> ledger.update(account -> ledger.update(again -> again.parameters.clear())))
                .withMessageContaining("found one within another");
    }

    @Test
    void of_many_who_change_it_at_once_each_one_is_counted() {
        IntStream.range(0, 200)
                .parallel()
                .forEach(i ->
                        Ledger.in(folder).update(account -> account.parameters.merge("count", "x", String::concat)));

        assertThat(Ledger.in(folder).<String>read(account -> account.parameters.get("count")))
                .hasSize(200);
    }

    @Test
    void a_file_that_is_not_whole_is_a_failure_that_may_pass_and_stays_as_it_is() throws Exception {
        Path file = Files.writeString(folder.resolve("account.json"), "{\"groups\":{");

        assertThatExceptionOfType(PortException.Unavailable.class)
                .isThrownBy(() -> Ledger.in(folder).update(account -> account.parameters.clear()))
                .matches(PortException::isTransient);

        assertThat(file).hasContent("{\"groups\":{");
    }

    @Test
    void without_its_folder_it_is_not_there() {
        Ledger gone = Ledger.in(folder.resolve("gone"));

        assertThatExceptionOfType(PortException.Unavailable.class)
                .isThrownBy(() -> gone.update(account -> account.parameters.clear()));
    }
}
