package dev.verdigris.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is sent to a route whose weights change: its actions, all of them, and nothing but them. */
class ElbForwardTest extends ElbListenersScenario {
    private static final Duration HOUR = Duration.ofHours(1);

    private static final String OIDC = "<AuthenticateOidcConfig><Issuer>https://id.example</Issuer>"
            + "<AuthorizationEndpoint>https://id.example/auth</AuthorizationEndpoint>"
            + "<TokenEndpoint>https://id.example/token</TokenEndpoint>"
            + "<UserInfoEndpoint>https://id.example/me</UserInfoEndpoint><ClientId>beta</ClientId>"
            + "<ClientSecret>s3cret</ClientSecret>"
            + "<SessionCookieName>AWSELBAuthSessionCookie</SessionCookieName><Scope>openid</Scope>"
            + "<SessionTimeout>604800</SessionTimeout><AuthenticationRequestExtraParams><entry><key>prompt</key>"
            + "<value>login</value></entry></AuthenticationRequestExtraParams>"
            + "<OnUnauthenticatedRequest>authenticate</OnUnauthenticatedRequest></AuthenticateOidcConfig>";

    /** The parameters of a forward action that sends all to green. */
    private static Map<String, String> toGreen(String member, String order) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(member + ".Type", "forward");
        parameters.put(member + ".Order", order);
        parameters.put(member + ".ForwardConfig.TargetGroups.member.1.TargetGroupArn", BLUE);
        parameters.put(member + ".ForwardConfig.TargetGroups.member.1.Weight", "0");
        parameters.put(member + ".ForwardConfig.TargetGroups.member.2.TargetGroupArn", GREEN);
        parameters.put(member + ".ForwardConfig.TargetGroups.member.2.Weight", "100");
        return parameters;
    }

    private static final String STICKY = ".ForwardConfig.TargetGroupStickinessConfig.";

    private Map<String, String> sentToRule(Duration stickiness, String... actions) {
        wire.on(RULES, rules(rule(RULE, "10", path("/beta/*"), actions))).on(MODIFY_RULE, DONE);
        listeners.forward(RULE, split(0, 100, stickiness), wire.permit);
        Map<String, String> sent = sent(MODIFY_RULE);
        assertThat(sent.remove("RuleArn")).isEqualTo(RULE);
        return sent;
    }

    @Test
    void a_rule_is_sent_its_actions_and_neither_conditions_nor_transforms() {
        Map<String, String> expected = toGreen("Actions.member.1", "1");
        expected.put("Actions.member.1" + STICKY + "Enabled", "false");

        assertThat(sentToRule(null, both())).isEqualTo(expected);
        assertThat(wire.log()).containsExactly(RULES, "permit", MODIFY_RULE);
        assertThat(sent(RULES)).isEqualTo(Map.of("RuleArns.member.1", RULE));
    }

    @Test
    void a_listener_is_sent_its_default_actions_and_nothing_else() {
        wire.on(LISTENERS, listeners(listener(LISTENER, 443, both()))).on(MODIFY_LISTENER, DONE);
        Map<String, String> expected = toGreen("DefaultActions.member.1", "1");
        expected.put("DefaultActions.member.1" + STICKY + "Enabled", "false");
        expected.put("ListenerArn", LISTENER);

        listeners.forward(LISTENER, split(0, 100, null), wire.permit);

        assertThat(sent(MODIFY_LISTENER)).isEqualTo(expected);
        assertThat(wire.log()).containsExactly(LISTENERS, "permit", MODIFY_LISTENER);
        assertThat(sent(LISTENERS)).isEqualTo(Map.of("ListenerArns.member.1", LISTENER));
    }

    @Test
    void a_target_group_that_stood_alone_stands_beside_the_other_and_no_longer_alone() {
        Map<String, String> expected = toGreen("Actions.member.1", "1");
        expected.put("Actions.member.1" + STICKY + "Enabled", "false");

        assertThat(sentToRule(null, alone(1, BLUE))).isEqualTo(expected);
    }

    @Test
    void a_target_group_that_a_server_tells_in_the_old_form_alone_is_sent_in_the_new_one() {
        String old = action("forward", 1, "<TargetGroupArn>" + BLUE + "</TargetGroupArn>");
        Map<String, String> expected = toGreen("Actions.member.1", "1");
        expected.put("Actions.member.1" + STICKY + "Enabled", "false");

        assertThat(sentToRule(null, old)).isEqualTo(expected);
    }

    @Test
    void authentication_by_OIDC_goes_back_with_the_existing_secret_and_without_one() {
        String config = "Actions.member.1.AuthenticateOidcConfig.";
        Map<String, String> expected = toGreen("Actions.member.2", "2");
        expected.put("Actions.member.2" + STICKY + "Enabled", "false");
        expected.put("Actions.member.1.Type", "authenticate-oidc");
        expected.put("Actions.member.1.Order", "1");
        expected.put(config + "Issuer", "https://id.example");
        expected.put(config + "AuthorizationEndpoint", "https://id.example/auth");
        expected.put(config + "TokenEndpoint", "https://id.example/token");
        expected.put(config + "UserInfoEndpoint", "https://id.example/me");
        expected.put(config + "ClientId", "beta");
        expected.put(config + "SessionCookieName", "AWSELBAuthSessionCookie");
        expected.put(config + "Scope", "openid");
        expected.put(config + "SessionTimeout", "604800");
        expected.put(config + "AuthenticationRequestExtraParams.entry.1.key", "prompt");
        expected.put(config + "AuthenticationRequestExtraParams.entry.1.value", "login");
        expected.put(config + "OnUnauthenticatedRequest", "authenticate");
        expected.put(config + "UseExistingClientSecret", "true");

        assertThat(sentToRule(
                        null,
                        action("authenticate-oidc", 1, OIDC),
                        forward(2, sticky("<Enabled>false</Enabled>"), tuple(BLUE, 100), tuple(GREEN, 0))))
                .isEqualTo(expected);
    }

    @Test
    void authentication_by_Cognito_stays_as_it_is() {
        String config = "Actions.member.1.AuthenticateCognitoConfig.";
        Map<String, String> expected = toGreen("Actions.member.2", "7");
        expected.put("Actions.member.2" + STICKY + "Enabled", "false");
        expected.put("Actions.member.1.Type", "authenticate-cognito");
        expected.put("Actions.member.1.Order", "5");
        expected.put(config + "UserPoolArn", "arn:pool");
        expected.put(config + "UserPoolClientId", "client");
        expected.put(config + "UserPoolDomain", "beta");
        expected.put(config + "OnUnauthenticatedRequest", "deny");

        assertThat(sentToRule(
                        null,
                        action(
                                "authenticate-cognito",
                                5,
                                "<AuthenticateCognitoConfig><UserPoolArn>arn:pool</UserPoolArn>"
                                        + "<UserPoolClientId>client</UserPoolClientId>"
                                        + "<UserPoolDomain>beta</UserPoolDomain>"
                                        + "<OnUnauthenticatedRequest>deny</OnUnauthenticatedRequest>"
                                        + "</AuthenticateCognitoConfig>"),
                        forward(7, "", tuple(BLUE, 1))))
                .isEqualTo(expected);
    }

    @Test
    void validation_of_tokens_stays_as_it_is() {
        String config = "Actions.member.1.JwtValidationConfig.";
        Map<String, String> expected = toGreen("Actions.member.2", "2");
        expected.put("Actions.member.2" + STICKY + "Enabled", "false");
        expected.put("Actions.member.1.Type", "jwt-validation");
        expected.put("Actions.member.1.Order", "1");
        expected.put(config + "JwksEndpoint", "https://id.example/keys");
        expected.put(config + "Issuer", "https://id.example");
        expected.put(config + "AdditionalClaims.member.1.Format", "string-array");
        expected.put(config + "AdditionalClaims.member.1.Name", "groups");
        expected.put(config + "AdditionalClaims.member.1.Values.member.1", "staff");
        expected.put(config + "AdditionalClaims.member.1.Values.member.2", "beta");

        assertThat(sentToRule(
                        null,
                        action(
                                "jwt-validation",
                                1,
                                "<JwtValidationConfig><JwksEndpoint>https://id.example/keys</JwksEndpoint>"
                                        + "<Issuer>https://id.example</Issuer><AdditionalClaims><member>"
                                        + "<Format>string-array</Format><Name>groups</Name><Values>"
                                        + "<member>staff</member><member>beta</member></Values></member>"
                                        + "</AdditionalClaims></JwtValidationConfig>"),
                        forward(2, "", tuple(BLUE, 1))))
                .isEqualTo(expected);
    }

    @Test
    void actions_stay_in_their_places_whatever_their_order() {
        Map<String, String> expected = toGreen("Actions.member.1", "9");
        expected.put("Actions.member.1" + STICKY + "Enabled", "false");
        expected.put("Actions.member.2.Type", "redirect");
        expected.put("Actions.member.2.Order", "3");
        expected.put("Actions.member.2.RedirectConfig.Protocol", "HTTPS");
        expected.put("Actions.member.2.RedirectConfig.Port", "443");
        expected.put("Actions.member.2.RedirectConfig.StatusCode", "HTTP_301");
        expected.put("Actions.member.3.Type", "fixed-response");
        expected.put("Actions.member.3.Order", "4");
        expected.put("Actions.member.3.FixedResponseConfig.StatusCode", "503");
        expected.put("Actions.member.3.FixedResponseConfig.ContentType", "text/plain");
        expected.put("Actions.member.3.FixedResponseConfig.MessageBody", "a & b = c");

        assertThat(sentToRule(
                        null,
                        forward(9, "", tuple(BLUE, 1)),
                        action(
                                "redirect",
                                3,
                                "<RedirectConfig><Protocol>HTTPS</Protocol><Port>443</Port>"
                                        + "<StatusCode>HTTP_301</StatusCode></RedirectConfig>"),
                        action(
                                "fixed-response",
                                4,
                                "<FixedResponseConfig><StatusCode>503</StatusCode>"
                                        + "<ContentType>text/plain</ContentType>"
                                        + "<MessageBody>a &amp; b = c</MessageBody></FixedResponseConfig>")))
                .isEqualTo(expected);
    }

    private Map<String, String> stickinessSent(String was, Duration to) {
        Map<String, String> sent = sentToRule(to, forward(1, was, tuple(BLUE, 100), tuple(GREEN, 0)));
        Map<String, String> stickiness = new LinkedHashMap<>();
        sent.forEach((name, value) -> {
            if (name.startsWith("Actions.member.1" + STICKY)) {
                stickiness.put(name.substring(("Actions.member.1" + STICKY).length()), value);
            }
        });
        return stickiness;
    }

    @Test
    void stickiness_that_is_on_is_sent_back() {
        assertThat(stickinessSent(sticky("<Enabled>true</Enabled><DurationSeconds>3600</DurationSeconds>"), HOUR))
                .isEqualTo(Map.of("Enabled", "true", "DurationSeconds", "3600"));
    }

    @Test
    void stickiness_that_is_off_is_sent_back_with_its_duration() {
        assertThat(stickinessSent(sticky("<Enabled>false</Enabled><DurationSeconds>3600</DurationSeconds>"), null))
                .isEqualTo(Map.of("Enabled", "false", "DurationSeconds", "3600"));
    }

    @Test
    void stickiness_is_taken_off_in_the_write_that_moves_the_weights() {
        assertThat(stickinessSent(sticky("<Enabled>true</Enabled><DurationSeconds>3600</DurationSeconds>"), null))
                .isEqualTo(Map.of("Enabled", "false"));
    }

    @Test
    void stickiness_is_put_on_as_long_as_it_was_before() {
        assertThat(stickinessSent(sticky("<Enabled>false</Enabled>"), Duration.ofDays(7)))
                .isEqualTo(Map.of("Enabled", "true", "DurationSeconds", "604800"));
        assertThat(stickinessSent(sticky("<Enabled>true</Enabled><DurationSeconds>60</DurationSeconds>"), HOUR))
                .isEqualTo(Map.of("Enabled", "true", "DurationSeconds", "3600"));
    }

    @Test
    void what_is_so_already_is_sent_all_the_same_since_the_read_may_be_old() {
        wire.on(RULES, rules(rule(RULE, "10", "", forward(1, "", tuple(BLUE, 0), tuple(GREEN, 100)))))
                .on(MODIFY_RULE, DONE);

        listeners.forward(RULE, split(0, 100, null), wire.permit);

        assertThat(wire.transmissions(MODIFY_RULE)).isOne();
    }
}
