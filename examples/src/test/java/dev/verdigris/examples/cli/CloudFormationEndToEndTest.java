package dev.verdigris.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdigris.aws.moto.MotoWorld;
import dev.verdigris.model.Color;
import dev.verdigris.model.GroupName;
import dev.verdigris.model.GroupSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/**
 * The stack of the template on a Moto server, and the CLI's whole life on it; of the packaged one with credentials that may do what
 * {@code environment policy} prints, and nothing else.
 */
@Execution(ExecutionMode.CONCURRENT)
class CloudFormationEndToEndTest {

    @Test
    void a_stack_is_deployed_in_stages_updated_rolled_back_and_cleaned_up() {
        StackedBeta beta = StackedBeta.create(Map.of("PathPattern", "/beta/*"));
        MotoWorld deployer = beta.deployer();
        assertThat(beta.stack().stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
        assertThat(beta.weights()).containsExactly(100, 0);

        assertThat(changed(beta, deployer, "refresh", "--capacity", "2", "--to", "blue"))
                .containsEntry("to", "blue");
        assertThat(beta.size(Color.BLUE)).isEqualTo(new GroupSize(1, 10, 2));
        assertThat(changed(beta, deployer, "refresh", "--shift", "50%/200ms,100%"))
                .containsEntry("from", "blue")
                .containsEntry("to", "green");
        assertThat(beta.weights()).containsExactly(0, 100);

        beta.update(Map.of("PathPattern", "/new/*"));
        assertThat(beta.rule().conditions().get(0).pathPatternConfig().values()).containsExactly("/new/*");
        assertThat(beta.weights()).as("an update moves no traffic back").containsExactly(0, 100);
        assertThat(beta.size(Color.GREEN)).isEqualTo(new GroupSize(1, 10, 2));
        assertThat(beta.packaged(deployer, "validate").exiting(0).out()).contains("nothing stands in the way");

        assertThat(changed(beta, deployer, "rollback")).containsEntry("to", "blue");
        assertThat(beta.weights()).containsExactly(100, 0);
        changed(beta, deployer, "cleanup");
        assertThat(beta.size(Color.GREEN)).isEqualTo(new GroupSize(0, 10, 0));
    }

    private static Map<String, Object> changed(StackedBeta beta, MotoWorld deployer, String... command) {
        return assertThat(beta.packaged(deployer, with(command)).exiting(0).json())
                .containsEntry("outcome", "SUCCEEDED")
                .containsEntry("residue", List.of())
                .actual();
    }

    private static String[] with(String... command) {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(List.of("--yes", "--json", "--hold", "100ms", "--poll-interval", "50ms"));
        return words.toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {"registration", "attachment"})
    void a_stack_of_another_strategy_is_deployed_and_rolled_back(String strategy) {
        StackedBeta beta = StackedBeta.create(Map.of("Strategy", strategy));

        serves(beta, "blue", "refresh", "--capacity", "2", "--to", "blue");
        serves(beta, "green", "refresh");
        beta.update(Map.of("PathPattern", "/new/*"));
        serves(beta, "blue", "rollback");
        serves(beta, "blue", "cleanup");

        assertThat(beta.size(Color.BLUE)).isEqualTo(new GroupSize(1, 10, 2));
        assertThat(beta.size(Color.GREEN)).isEqualTo(new GroupSize(0, 10, 0));
    }

    private static void serves(StackedBeta beta, String color, String... command) {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(List.of("--yes", "--poll-interval", "20ms"));
        beta.here(words.toArray(String[]::new)).exiting(0);
        assertThat(beta.here("status", "--json").exiting(0).json())
                .containsEntry("activeColor", color)
                .containsEntry("recordedColor", color)
                .containsEntry("drift", List.of());
    }

    @Test
    void a_group_from_before_is_adopted_by_the_stack() {
        StackedBeta beta = StackedBeta.create(Map.of("Strategy", "registration"));
        beta.servedBy(new GroupName("beta-before"), 2);

        serves(beta, "blue", "adopt", "--from-group", "beta-before");
        serves(beta, "green", "refresh");

        assertThat(beta.size(Color.BLUE).desired()).as("kept warm").isEqualTo(2);
        assertThat(beta.size(Color.GREEN)).isEqualTo(new GroupSize(2, 10, 2));
    }

    /** cfn-lint has nothing against them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "60 | 40 | found rule 100 of web:80 says blue 60, green 40",
                "0 | 0 | traffic reaches no color through rule 100 of web:80",
                "0 | 100 | traffic reaches no color through rule 100 of web:80"
            })
    void an_update_with_weights_that_nobody_wants_is_found_by_validate(int toBlue, int toGreen, String finding) {
        StackedBeta beta = StackedBeta.create(Map.of());
        serves(beta, "blue", "refresh", "--capacity", "2", "--to", "blue");

        beta.update(StackedBeta.template(toBlue, toGreen));

        assertThat(beta.weights()).containsExactly(toBlue, toGreen);
        assertThat(beta.here("validate").exiting(3).out()).contains(finding);
    }
}
