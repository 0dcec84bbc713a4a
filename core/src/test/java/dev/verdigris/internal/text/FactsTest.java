package dev.verdigris.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** Facts as they are found in a text. */
class FactsTest {
    @Test
    void what_was_put_is_found_by_its_key() {
        Facts facts = new Facts().put("one", 1).put("none", null).put("two", "a b\nc");

        assertThat(facts.get("one")).isEqualTo("1");
        assertThat(facts.get("two")).isEqualTo("a b\nc");
        assertThat(facts.has("none")).isFalse();
        assertThat((Object) facts.find("none", Integer::valueOf)).isNull();
        assertThat(facts.put("three", 3).get("three")).isEqualTo("3");
    }

    @Test
    void a_key_may_stand_on_several_lines_whatever_is_between_them() {
        Facts facts = Facts.read("gate a\nother x\ngate b\n\ngate c");

        assertThat(facts.all("gate")).containsExactly("a", "b", "c");
        assertThat(facts.all("gat")).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> facts.get("gate"))
                .withMessage("expected one fact 'gate', found 3");
    }

    @Test
    void keys_of_the_same_hash_are_different_keys() {
        Facts facts = Facts.read("Aa 1\nBB 2\nAa 3\nC#  4\n");

        assertThat(facts.all("Aa")).containsExactly("1", "3");
        assertThat(facts.all("BB")).containsExactly("2");
        assertThat(facts.get("C#")).isEqualTo(" 4");
        assertThat(facts.has("AaBB")).isFalse();
    }

    @Test
    void a_line_without_a_key_or_a_value_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Facts.read("key value\nkey\n"))
                .withMessage("expected 'key value' on each line, found 'key'");
        assertThatIllegalArgumentException().isThrownBy(() -> Facts.read(" value\n"));
    }
}
