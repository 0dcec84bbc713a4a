package dev.verdigris.internal.state;

import static dev.verdigris.internal.Given.BETA;
import static dev.verdigris.internal.state.MemoryStore.Trouble.NONE;
import static dev.verdigris.internal.state.MemoryStore.Trouble.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdigris.error.BusyException;
import dev.verdigris.error.PortException;
import dev.verdigris.error.RefusedException;
import dev.verdigris.internal.plan.Participants;
import dev.verdigris.request.Deployment;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What was claimed is looked at before anything begins, and what cannot be read is looked at twice. */
class ReadBackTest {
    private static final String REMEDY = "nothing had begun; check the store";

    private final MemoryStore store = new MemoryStore(true);
    private final AtomicInteger ids = new AtomicInteger();

    private StateStore store(String holder) {
        return new StateStore(
                store,
                new ManualTime(Samples.MIDNIGHT, Duration.ZERO),
                holder,
                Duration.ofSeconds(60),
                Duration.ofSeconds(15),
                () -> "id-" + ids.incrementAndGet());
    }

    private Lease open(String holder) {
        return store(holder).take(BETA, Deployment.of(BETA), Participants.none(), Duration.ZERO, (current, left) -> {});
    }

    private Lease takeOver(String holder) {
        StateStore store = store(holder);
        return store.recover(store.inProgress(BETA), true, (current, left) -> {});
    }

    private String text() {
        return Objects.requireNonNull(store.text(BETA.stateKey()));
    }

    private void kept(UnaryOperator<String> otherwise) {
        store.during("claim", () -> store.put(BETA.stateKey(), otherwise.apply(text())));
    }

    @Test
    void a_store_that_keeps_the_framing_of_an_upload_is_refused_and_shown() {
        kept(text -> "e;chunk-signature=c6df\r\n" + text + "\r\n0\r\n");

        assertThatThrownBy(() -> open("ann"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected the deployment state of beta to come back as it was written, found ")
                .hasMessageContaining("from character 1 on 'e;chunk-signature=c6df\\r\\nverdigris 2.0")
                .hasMessageContaining(REMEDY);
        assertThat(store.calls.subList(0, 4)).containsExactly("find", "claim", "find", "find");
    }

    @Test
    void a_store_that_cuts_off_is_refused_and_says_how_much_is_there() {
        kept(text -> text.substring(0, 100));

        assertThatThrownBy(() -> open("ann"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("found only the first 100 of ");
    }

    @Test
    void a_store_that_does_not_show_what_was_just_written_is_refused() {
        store.during("claim", () -> store.forget(BETA.stateKey()));

        assertThatThrownBy(() -> open("ann"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("found nothing")
                .hasMessageContaining(REMEDY);
    }

    @Test
    void a_store_that_changes_what_it_holds_is_refused_and_nothing_stays_in_progress() {
        kept(text -> text.replace("lease.writes 0", "lease.writes 7"));

        assertThatThrownBy(() -> open("ann"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("'7\\nenvironment.name");
        assertThat(StateText.read("beta", text()).current()).isNull();
    }

    @Test
    void a_take_over_that_does_not_come_back_leaves_the_deployment_in_progress() {
        open("ann");
        kept(text -> text.replace("lease.writes 0", "lease.writes 7"));

        assertThatThrownBy(() -> takeOver("bob"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(REMEDY);
        assertThat(Objects.requireNonNull(StateText.read("beta", text()).current())
                        .holding()
                        .holder())
                .isEqualTo("bob");
    }

    @Test
    void what_comes_back_whole_at_the_second_look_is_held() {
        String[] whole = {""};
        kept(text -> {
            whole[0] = text;
            return text.substring(0, 50);
        });
        store.during("find", () -> store.during("find", () -> store.put(BETA.stateKey(), whole[0])));

        Lease lease = open("ann");

        lease.write(UnaryOperator.identity());
        assertThat(StateText.read("beta", text())).isEqualTo(lease.state());
    }

    @Test
    void who_claimed_at_the_same_time_on_a_store_without_exclusion_is_named() {
        store.during("claim", () -> takeOver("bob"));

        assertThatThrownBy(() -> open("ann")).isInstanceOf(BusyException.class).hasMessageContaining("bob");
        assertThat(Objects.requireNonNull(StateText.read("beta", text()).current())
                        .holding()
                        .holder())
                .isEqualTo("bob");
    }

    @Test
    void who_was_taken_over_before_it_looked_does_not_begin_anew() {
        store.during("claim", () -> takeOver("bob").close(state -> state));

        assertThatThrownBy(() -> open("ann"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("found that somebody else has taken it and ended");
        assertThat(StateText.read("beta", text()).current()).isNull();
    }

    @Test
    void a_claim_that_cannot_be_looked_at_is_given_back() {
        store.meets("find", NONE, UNAVAILABLE);

        assertThatThrownBy(() -> open("ann")).isInstanceOf(PortException.Unavailable.class);
        assertThat(StateText.read("beta", text()).current()).isNull();
    }

    @Test
    void an_interrupt_waits_until_the_claim_has_been_looked_at() {
        boolean[] interrupted = {true};
        store.during("claim", () -> {
            Thread.currentThread().interrupt();
            store.during("find", () -> interrupted[0] = Thread.currentThread().isInterrupted());
        });
        try {
            assertThat(open("ann").over()).isFalse();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(interrupted).containsExactly(false);
    }

    @Test
    void what_cannot_be_read_is_looked_at_once_more_by_all() {
        Lease lease = open("ann");
        String whole = text();

        half(whole);
        assertThat(store("bob").read(BETA)).isEqualTo(lease.state());
        half(whole);
        assertThatThrownBy(() -> open("bob")).isInstanceOf(BusyException.class);
        half(whole);
        assertThat(store("bob").unlock(BETA, "why").id()).isEqualTo("id-1");
        half(whole);
        assertThat(takeOver("bob").taken()).isNotNull();
    }

    @Test
    void a_holder_that_sees_its_own_write_half_done_holds_on() {
        Lease lease = open("ann");
        store.meets("replace", MemoryStore.Trouble.LOST_REPLY);
        assertThatThrownBy(() -> {
                    store.meets("find", UNAVAILABLE);
                    lease.write(UnaryOperator.identity());
                })
                .isInstanceOf(PortException.class);
        String whole = text();
        half(whole);

        lease.write(UnaryOperator.identity());

        assertThat(lease.over()).isFalse();
    }

    @Test
    void what_cannot_be_read_at_the_second_look_either_is_for_a_person() {
        store.put(BETA.stateKey(), "verdigris 2.0\nfenc");
        store.calls.clear();

        assertThatThrownBy(() -> store("bob").read(BETA))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("found one that is not")
                .hasMessageContaining("found 'fenc' cut off");
        assertThat(store.calls).containsExactly("find", "find");
    }

    /** What is in the deployment state is half there until it has been looked at once. */
    private void half(String whole) {
        store.put(BETA.stateKey(), whole.substring(0, whole.length() / 2));
        store.during("find", () -> store.put(BETA.stateKey(), whole));
    }
}
