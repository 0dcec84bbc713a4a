package dev.verdigris.event;

import dev.verdigris.internal.http.JsonPost;
import dev.verdigris.internal.text.JsonText;
import dev.verdigris.outcome.Outcome;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener that posts to a webhook when a deployment begins, is resumed, pauses at a gate or ends, and when a step fails. In
 * general JSON:
 *
 * <pre>{@code
 * {"environment":"prod","deployment":"332a…","event":"failed","step":"await-healthy","at":"2026-01-01T14:05:00Z",
 *  "text":"await-healthy: only 2 of 3 became healthy; …"}
 * }</pre>
 *
 * <p>An event is {@code started}, {@code resumed}, {@code failed}, {@code paused}, {@code succeeded}, {@code rolled-back}, {@code
 * failed-dirty} or {@code interrupted}. Or in Slack's form, {@code {"text":"…"}}, which others take, too.
 *
 * <p>Posts are sent one after the other beside the deployment, which waits for none but, once it has ended, for 5 seconds at most, so that a
 * process that ends then has sent them. Each is tried once, with 5 seconds to connect and as many to be answered. One that does not
 * arrive is told to whoever wants to know, and harms nothing. The path of the address may be secret: no text here has more
 * of it than the host. Safe for use by several threads.
 */
public final class Webhook implements Listener {
    private static final Logger LOG = LoggerFactory.getLogger("dev.verdigris");
    private static final Duration AT_THE_END = Duration.ofSeconds(5);

    private final URI address;
    private final BiFunction<Event, String, Map<String, @Nullable Object>> form;
    private final Consumer<String> complaints;
    private final HttpClient client = JsonPost.client();
    private CompletableFuture<Void> sent = CompletableFuture.completedFuture(null);

    private Webhook(
            URI address, BiFunction<Event, String, Map<String, @Nullable Object>> form, Consumer<String> complaints) {
        this.address = address;
        this.form = form;
        this.complaints = complaints;
    }

    /**
     * A webhook that takes general JSON.
     *
     * @throws IllegalArgumentException if the address is not {@code http} or {@code https} with a host; it is not in the message
     */
    public static Webhook at(URI address) {
        return new Webhook(checked(address), Webhook::general, Webhook::log);
    }

    /**
     * A webhook that takes Slack's form.
     *
     * @throws IllegalArgumentException as {@link #at}
     */
    public static Webhook slack(URI address) {
        return new Webhook(checked(address), Webhook::slackForm, Webhook::log);
    }

    /**
     * This webhook, which says what did not arrive to somebody else than the log.
     *
     * @param told is given a sentence, on a thread of the HTTP client
     */
    public Webhook withComplaints(Consumer<String> told) {
        return new Webhook(address, form, told);
    }

    private static URI checked(URI address) {
        if (!JsonPost.reaches(address)) {
            throw new IllegalArgumentException(
                    "webhook: expected an address like https://hooks.example.com/…, found one without http(s) or host");
        }
        return address;
    }

    private static void log(String complaint) {
        LOG.warn(complaint);
    }

    @Override
    public void on(Event event) {
        String kind = kind(event);
        if (kind != null) {
            CompletableFuture<Void> last = enqueue(JsonText.of(form.apply(event, kind)));
            if (event instanceof Event.Ended) {
                await(last);
            }
        }
    }

    /** The kind of an event that is posted; null if it is not. */
    private static @Nullable String kind(Event event) {
        if (event instanceof Event.Ended ended) {
            return ending(ended.outcome());
        } else if (event instanceof Event.StepFailed || event instanceof Event.UndoFailed) {
            return "failed";
        } else if (event instanceof Event.Started) {
            return "started";
        }
        return event instanceof Event.Resumed ? "resumed" : null;
    }

    private static String ending(Outcome outcome) {
        return outcome.<String>fold()
                .succeeded(done -> "succeeded")
                .rolledBack(back -> "rolled-back")
                .failedDirty(dirty -> "failed-dirty")
                .paused(waits -> "paused")
                .interrupted(left -> "interrupted")
                .orElse(other -> "interrupted");
    }

    private static Map<String, @Nullable Object> general(Event event, String kind) {
        return JsonText.object(
                "environment", event.environment(),
                "deployment", event.deployment(),
                "event", kind,
                "step", event instanceof Event.OfStep ofStep ? ofStep.step().id() : null,
                "at", event.at(),
                "text", event.sentence());
    }

    /** Slack reads three characters as markup: its documentation says what to write for them. */
    private static Map<String, @Nullable Object> slackForm(Event event, String kind) {
        String text = event.environment() + " " + kind + ": " + event.sentence();
        return JsonText.object(
                "text", text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }

    private synchronized CompletableFuture<Void> enqueue(String body) {
        sent = sent.thenCompose(before -> post(body)).exceptionally(this::complain);
        return sent;
    }

    private CompletableFuture<Void> post(String body) {
        HttpRequest request = JsonPost.to(address, body).build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.discarding()).thenAccept(answer -> {
            if (answer.statusCode() / 100 != 2) {
                complaints.accept(this + " answered a message with status " + answer.statusCode());
            }
        });
    }

    private @Nullable Void complain(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        complaints.accept(
                this + " did not answer a message: " + cause.getClass().getSimpleName());
        return null;
    }

    private static void await(CompletableFuture<Void> last) {
        try {
            last.get(AT_THE_END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("a webhook was not told in time how a deployment ended");
        }
    }

    /** {@code Webhook[https://hooks.slack.com]}: the path may be secret. */
    @Override
    public String toString() {
        return "Webhook[" + address.getScheme() + "://" + address.getHost() + "]";
    }
}
