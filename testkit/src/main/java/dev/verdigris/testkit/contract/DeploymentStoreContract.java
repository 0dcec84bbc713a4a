package dev.verdigris.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.verdigris.error.PortException;
import dev.verdigris.port.DeploymentStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link DeploymentStore}: what every implementation must do. What one is known to do differently it
 * declares by overriding a method here, and is then held to that.
 */
public abstract class DeploymentStoreContract extends DeploymentStoreRace {
    private static final String BETA = "acme/beta";

    private ContractStore place;
    private DeploymentStore one;
    private DeploymentStore other;

    /** Called by subclasses. */
    protected DeploymentStoreContract() {}

    /** Makes a place without deployment states. */
    @Override
    protected abstract ContractStore newStore();

    /**
     * Whether each write compares and sets, so that a holder that does not know of its own last write is refused. Where
     * not, a holder writes over whatever it has written; there, leases must not expire.
     */
    protected boolean comparesAndSets() {
        return true;
    }

    @BeforeEach
    final void connect() {
        place = newStore();
        one = place.connect();
        other = place.connect();
    }

    private static String text(String what) {
        return "verdigris 1.0\nwhat " + what + "\n";
    }

    private DeploymentStore.Stored stored() {
        return Objects.requireNonNull(place.connect().find(BETA), "expected a deployment state, found none");
    }

    private static void assertConflict(ThrowingCallable write) {
        assertThatExceptionOfType(PortException.Conflict.class).isThrownBy(write);
    }

    @Test
    final void where_nothing_is_kept_null_is_found() {
        assertThat(one.find(BETA)).isNull();
    }

    @Test
    final void what_was_claimed_is_found_by_all() {
        String revision = one.claim(BETA, text("a"), null);

        assertThat(one.find(BETA)).isEqualTo(new DeploymentStore.Stored(text("a"), revision));
        assertThat(other.find(BETA)).isEqualTo(new DeploymentStore.Stored(text("a"), revision));
    }

    @Test
    final void of_two_who_claim_nothing_one_succeeds() {
        assertThat(one.find(BETA)).isNull();
        assertThat(other.find(BETA)).isNull();
        one.claim(BETA, text("a"), null);

        assertConflict(() -> other.claim(BETA, text("b"), null));

        assertThat(stored().text()).isEqualTo(text("a"));
    }

    @Test
    final void of_two_who_claim_the_same_revision_one_succeeds() {
        String revision = one.claim(BETA, text("a"), null);

        String claimed = other.claim(BETA, text("b"), revision);
        assertConflict(() -> place.connect().claim(BETA, text("c"), revision));

        assertThat(stored()).isEqualTo(new DeploymentStore.Stored(text("b"), claimed));
    }

    @Test
    final void a_claim_of_what_has_been_replaced_is_a_conflict() {
        String read = one.claim(BETA, text("a"), null);
        String replaced = one.replace(BETA, text("b"), read);

        assertConflict(() -> other.claim(BETA, text("c"), read));

        assertThat(stored()).isEqualTo(new DeploymentStore.Stored(text("b"), replaced));
    }

    @Test
    final void a_claim_of_nothing_where_something_is_is_a_conflict() {
        String revision = one.claim(BETA, text("a"), null);
        String next = other.claim(BETA, text("b"), revision);

        assertConflict(() -> place.connect().claim(BETA, text("c"), null));

        assertThat(stored()).isEqualTo(new DeploymentStore.Stored(text("b"), next));
    }

    @Test
    final void a_claim_of_something_where_nothing_is_is_a_conflict() {
        String elsewhere = one.claim("prod", text("a"), null);

        assertConflict(() -> other.claim(BETA, text("b"), elsewhere));

        assertThat(other.find(BETA)).isNull();
        assertThat(one.find(BETA)).isNull();
    }

    @Test
    final void who_was_refused_a_claim_may_read_again_and_claim() {
        String read = one.claim(BETA, text("a"), null);
        String replaced = one.replace(BETA, text("b"), read);
        assertConflict(() -> other.claim(BETA, text("c"), read));

        String claimed = other.claim(BETA, text("d"), replaced);

        assertThat(stored()).isEqualTo(new DeploymentStore.Stored(text("d"), claimed));
    }

    @Test
    final void a_holder_replaces_what_it_wrote() {
        String claimed = one.claim(BETA, text("a"), null);
        String first = one.replace(BETA, text("b"), claimed);
        assertThat(stored()).isEqualTo(new DeploymentStore.Stored(text("b"), first));

        String second = one.replace(BETA, text("c"), first);
        assertThat(stored()).isEqualTo(new DeploymentStore.Stored(text("c"), second));
    }

    @Test
    final void who_has_lost_the_deployment_state_replaces_nothing() {
        String claimed = one.claim(BETA, text("a"), null);
        String taken = other.claim(BETA, text("b"), claimed);

        assertConflict(() -> one.replace(BETA, text("c"), claimed));

        assertThat(stored()).isEqualTo(new DeploymentStore.Stored(text("b"), taken));
        assertThat(other.replace(BETA, text("d"), taken)).isNotEqualTo(taken);
        assertConflict(() -> one.replace(BETA, text("e"), claimed));
        assertThat(stored().text()).isEqualTo(text("d"));
    }

    @Test
    final void a_deployment_state_is_held_until_somebody_else_claims_it() {
        String claimed = one.claim(BETA, text("a"), null);
        assertThat(one.held(BETA, claimed)).isTrue();

        String replaced = one.replace(BETA, text("b"), claimed);
        assertThat(one.held(BETA, replaced)).isTrue();

        String taken = other.claim(BETA, text("c"), replaced);
        assertThat(one.held(BETA, replaced)).isFalse();
        assertThat(other.held(BETA, taken)).isTrue();
    }

    @Test
    final void a_refused_claim_takes_nothing_from_the_holder() {
        String claimed = one.claim(BETA, text("a"), null);
        String replaced = one.replace(BETA, text("b"), claimed);

        assertConflict(() -> other.claim(BETA, text("c"), claimed));

        assertThat(one.held(BETA, replaced)).isTrue();
        assertThat(one.find(BETA)).isEqualTo(new DeploymentStore.Stored(text("b"), replaced));
        one.replace(BETA, text("d"), replaced);
        assertThat(stored().text()).isEqualTo(text("d"));
    }

    @Test
    final void however_many_holders_have_come_since_none_before_them_holds_the_deployment_state() {
        String first = one.claim(BETA, text("0"), null);
        String last = first;
        List<String> all = new ArrayList<>(List.of(first));
        for (int i = 1; i <= 12; i++) {
            last = place.connect().claim(BETA, text(String.valueOf(i)), last);
            all.add(last);
        }

        assertThat(other.find(BETA)).isEqualTo(new DeploymentStore.Stored(text("12"), last));
        assertThat(one.held(BETA, first)).isFalse();
        assertConflict(() -> one.replace(BETA, text("late"), first));
        assertThat(one.held(BETA, first)).isFalse();
        for (String superseded : all.subList(0, 12)) {
            assertConflict(() -> other.claim(BETA, text("later than " + superseded), superseded));
        }
        assertThat(stored()).isEqualTo(new DeploymentStore.Stored(text("12"), last));
    }

    @Test
    final void no_two_writes_have_the_same_revision() {
        List<String> revisions = new ArrayList<>();
        revisions.add(one.claim(BETA, text("a"), null));
        for (String same : List.of("b", "c", "d")) {
            revisions.add(one.replace(BETA, text(same), revisions.get(revisions.size() - 1)));
        }
        revisions.add(other.claim(BETA, text("e"), revisions.get(revisions.size() - 1)));
        revisions.add(other.replace(BETA, text("f"), revisions.get(revisions.size() - 1)));

        assertThat(revisions).doesNotHaveDuplicates();
    }

    @Test
    final void a_text_of_4096_bytes_comes_back_as_it_was() {
        String odd = "tab\tend\n  é ∑ 漢 🚀 \\ \" ' <&> %41 \n\n";
        String longest = odd + "x".repeat(4096 - odd.getBytes(UTF_8).length - 1) + "\n";
        assertThat(longest.getBytes(UTF_8)).hasSize(4096);

        String claimed = one.claim(BETA, longest, null);
        assertThat(stored().text()).isEqualTo(longest);

        String longestToo = longest.replace('x', 'y');
        one.replace(BETA, longestToo, claimed);
        assertThat(stored().text()).isEqualTo(longestToo);
    }

    /** A test with the chunks in which an upload may be sent, which some servers keep as they come. */
    @Test
    final void a_text_that_looks_like_the_framing_of_an_upload_comes_back_as_it_was() {
        String last = null;
        for (String framed : List.of(
                "0\r\n\r\n",
                "f;chunk-signature=ad80\r\nverdigris 1.0\n\r\n0;chunk-signature=b6c6\r\n\r\n",
                "f\r\nverdigris 1.0\n\r\n0\r\nx-amz-checksum-crc32:FL01DA==\r\n\r\n",
                "v")) {
            last = last == null ? one.claim(BETA, framed, null) : one.replace(BETA, framed, last);

            assertThat(stored()).isEqualTo(new DeploymentStore.Stored(framed, last));
        }
    }

    @Test
    final void what_was_made_to_try_the_store_is_deleted_without_a_trace() {
        String scratch = "acme/_store-check-1";
        String kept = one.claim(BETA, text("a"), null);
        if (!one.delete(scratch)) {
            assertThat(other.delete(scratch)).isFalse();
            return;
        }
        for (int again = 0; again < 2; again++) {
            String claimed = one.claim(scratch, text("a"), null);
            one.claim(scratch, text("b"), claimed);

            assertThat(one.delete(scratch)).isTrue();

            assertThat(one.find(scratch)).isNull();
            assertThat(place.connect().find(scratch)).isNull();
        }
        assertThat(stored()).isEqualTo(new DeploymentStore.Stored(text("a"), kept));
    }

    @Test
    final void environments_are_apart() {
        List<String> names = List.of(
                BETA,
                "acme/Beta",
                "acme/beta-2",
                "acme/beta.2",
                "acme/b",
                "acme/web/beta",
                "acme/beta/deployment",
                "a".repeat(99) + "/9" + "aZ0._-".repeat(10) + "end",
                "acme/_store-check-1");
        List<String> revisions = new ArrayList<>();
        for (String name : names) {
            assertThat(one.find(name)).isNull();
            revisions.add(one.claim(name, text(name), null));
        }
        for (int i = 0; i < names.size(); i++) {
            assertThat(other.find(names.get(i)))
                    .isEqualTo(new DeploymentStore.Stored(text(names.get(i)), revisions.get(i)));
        }
    }

    @Test
    final void a_holder_that_does_not_know_its_last_write_is_told_where_writes_compare() {
        String claimed = one.claim(BETA, text("a"), null);
        String replaced = one.replace(BETA, text("b"), claimed);

        if (comparesAndSets()) {
            assertConflict(() -> one.replace(BETA, text("c"), claimed));
            assertThat(stored()).isEqualTo(new DeploymentStore.Stored(text("b"), replaced));
        } else {
            String written = one.replace(BETA, text("c"), claimed);
            assertThat(written).isNotEqualTo(replaced);
            assertThat(stored()).isEqualTo(new DeploymentStore.Stored(text("c"), written));
        }
    }

    @Test
    final void leases_expire_only_where_writes_compare() {
        assertThat(!one.leasesExpire() || comparesAndSets()).isTrue();
        assertThat(other.leasesExpire()).isEqualTo(one.leasesExpire());
    }

    @Test
    final void what_gets_no_answer_fails_as_what_may_pass_and_changes_nothing() {
        String claimed = one.claim(BETA, text("a"), null);

        place.outage();
        assertTransient(() -> one.find(BETA));
        assertTransient(() -> one.held(BETA, claimed));
        assertTransient(() -> one.replace(BETA, text("b"), claimed));
        assertTransient(() -> other.claim(BETA, text("c"), claimed));
        assertTransient(() -> other.claim("prod", text("d"), null));
        place.recover();

        assertThat(stored()).isEqualTo(new DeploymentStore.Stored(text("a"), claimed));
        assertThat(one.held(BETA, claimed)).isTrue();
        assertThat(other.find("prod")).isNull();
        one.replace(BETA, text("e"), claimed);
        assertThat(stored().text()).isEqualTo(text("e"));
    }

    private static void assertTransient(ThrowingCallable call) {
        assertThatExceptionOfType(PortException.class).isThrownBy(call).matches(PortException::isTransient, "may pass");
    }

    @Test
    final void a_claim_whose_answer_was_lost_is_found_by_its_text_and_held() {
        place.loseReplies();
        assertLost(() -> one.claim(BETA, text("a"), null));
        place.recover();

        DeploymentStore.Stored found = Objects.requireNonNull(one.find(BETA));
        assertThat(found.text()).isEqualTo(text("a"));
        assertThat(one.held(BETA, found.revision())).isTrue();
        assertConflict(() -> other.claim(BETA, text("b"), null));
        one.replace(BETA, text("c"), found.revision());
        assertThat(stored().text()).isEqualTo(text("c"));
    }

    @Test
    final void a_take_over_whose_answer_was_lost_is_found_by_its_text_and_held() {
        String claimed = one.claim(BETA, text("a"), null);
        place.loseReplies();
        assertLost(() -> other.claim(BETA, text("b"), claimed));
        place.recover();

        DeploymentStore.Stored found = Objects.requireNonNull(other.find(BETA));
        assertThat(found.text()).isEqualTo(text("b"));
        assertThat(other.held(BETA, found.revision())).isTrue();
        assertThat(one.held(BETA, claimed)).isFalse();
        assertConflict(() -> one.replace(BETA, text("c"), claimed));
    }

    @Test
    final void a_replacement_whose_answer_was_lost_is_found_by_its_text_and_held() {
        String claimed = one.claim(BETA, text("a"), null);
        place.loseReplies();
        assertLost(() -> one.replace(BETA, text("b"), claimed));
        place.recover();

        DeploymentStore.Stored found = Objects.requireNonNull(one.find(BETA));
        assertThat(found.text()).isEqualTo(text("b"));
        assertThat(found.revision()).isNotEqualTo(claimed);
        assertThat(one.held(BETA, found.revision())).isTrue();
        one.replace(BETA, text("c"), found.revision());
        assertThat(stored().text()).isEqualTo(text("c"));
    }

    /**
     * Asserts that the writer learns that it must read back: it got no answer, or its own retry arrived after the
     * original.
     */
    private static void assertLost(ThrowingCallable write) {
        PortException lost = catchThrowableOfType(PortException.class, write);

        assertThat(lost).isNotNull();
        assertThat(lost.isTransient() || lost instanceof PortException.Conflict)
                .as("no answer, or a conflict: " + lost)
                .isTrue();
    }
}
