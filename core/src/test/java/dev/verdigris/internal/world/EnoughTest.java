package dev.verdigris.internal.world;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnoughTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "3, 3", "45, 45"})
    void whatever_nobody_asked_about_must_be_as_much_as_served(int served, int left) {
        assertThat(new Enough.AsServed().of(served)).isEqualTo(left);
    }

    @ParameterizedTest
    @CsvSource({"5, 3, 3", "2, 3, 2", "1, 45, 1"})
    void a_rollback_needs_its_own_capacity_and_no_more_than_served(int capacity, int served, int left) {
        assertThat(new Enough.Capacity(capacity).of(served)).isEqualTo(left);
    }

    @ParameterizedTest
    @CsvSource({"0", "3", "45"})
    void only_a_shutdown_needs_nobody(int served) {
        assertThat(new Enough.Nothing().of(served)).isZero();
    }
}
