package dev.verdigris.examples.cli;

import dev.verdigris.event.Webhook;
import java.net.URI;
import java.util.function.Consumer;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A webhook, as it is typed: an address, or {@code slack:} and one. Who knows the path of such an address may write there, so that
 * no text has it.
 *
 * @param shown what is shown of it: its form and its host
 * @param webhook who is told
 */
record TypedWebhook(String shown, Webhook webhook) {
    private static final String SLACK = "slack:";

    /** Reads one. */
    static final class Reader implements ITypeConverter<TypedWebhook> {
        @Override
        public TypedWebhook convert(String text) {
            boolean slack = text.startsWith(SLACK);
            try {
                URI address = URI.create(slack ? text.substring(SLACK.length()) : text);
                return new TypedWebhook(
                        (slack ? SLACK : "") + address.getScheme() + "://" + address.getHost(),
                        slack ? Webhook.slack(address) : Webhook.at(address));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(
                        "expected an address, such as https://hooks.example.com/…, or slack: and one, found neither");
            }
        }
    }

    /** A listener that says what did not arrive. */
    Webhook telling(Consumer<String> complaints) {
        return webhook.withComplaints(complaints);
    }

    @Override
    public String toString() {
        return shown;
    }
}
