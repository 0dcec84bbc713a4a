package dev.verdigris.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTextTest {

    @Test
    void numbers_truth_values_and_null_are_written_as_such_and_all_else_as_a_string() {
        assertThat(JsonText.of(JsonText.object("one", 1, "half", 0.5, "yes", true, "none", null, "text", 'x')))
                .isEqualTo("{\"one\":1,\"half\":0.5,\"yes\":true,\"none\":null,\"text\":\"x\"}");
    }

    @Test
    void objects_and_arrays_may_be_within_others_and_empty() {
        assertThat(JsonText.of(List.of(Map.of("a", List.of(1, 2)), Map.of(), List.of())))
                .isEqualTo("[{\"a\":[1,2]},{},[]]");
    }

    @Test
    void what_would_end_a_string_or_a_line_is_escaped_in_names_too() {
        assertThat(JsonText.of(JsonText.object("a\"b", "c\\d\n\u0001é→")))
                .isEqualTo("{\"a\\\"b\":\"c\\\\d\\u000a\\u0001é→\"}");
    }
}
