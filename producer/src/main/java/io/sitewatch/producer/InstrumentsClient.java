package io.sitewatch.producer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the instruments API, for a bounded time and a bounded answer. */
final class InstrumentsClient implements AutoCloseable {
    /** An answer is read up to here: some ten thousand items. The answers of all paths must fit into the heap together. */
    static final int LARGEST_ANSWER = 2 * 1024 * 1024;

    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*\"?([^\";\\s]+)", Pattern.CASE_INSENSITIVE);

    private final SourceSettings settings;
    private final HttpClient http;
    private final Set<CompletableFuture<?>> calls = ConcurrentHashMap.newKeySet();

    InstrumentsClient(SourceSettings settings) {
        this.settings = settings;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeout())
                // The client would hand the credentials on to wherever it is sent.
                .followRedirects(
                        settings.authorization().isPresent() ? HttpClient.Redirect.NEVER : HttpClient.Redirect.NORMAL)
                .build();
    }

    /**
     * The answer, whatever its status.
     *
     * @throws HttpTimeoutException when the answer is not whole within the timeout
     * @throws IOException when there is no answer
     */
    Reply get(URI uri) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "application/json");
        settings.authorization().ifPresent(value -> request.header("Authorization", value));
        // The request's own timeout ends with the headers; the answer's body may trickle for ever.
        CompletableFuture<HttpResponse<BoundedBody.Content>> call =
                http.sendAsync(request.build(), info -> new BoundedBody(LARGEST_ANSWER));
        calls.add(call);
        try {
            return reply(call.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new HttpTimeoutException(
                    "no whole answer within " + settings.timeout().toMillis() + " ms");
        } catch (CancellationException e) {
            throw new IOException("hung up", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            calls.remove(call);
            call.cancel(true);
        }
    }

    /** Hangs up on all answers that are still to come. */
    @Override
    public void close() {
        calls.forEach(call -> call.cancel(true));
    }

    private static Reply reply(HttpResponse<BoundedBody.Content> response) {
        return new Reply(
                response.statusCode(),
                response.body().bytes(),
                response.body().whole(),
                charset(response.headers()),
                retryAfter(response.headers()));
    }

    private static Charset charset(HttpHeaders headers) {
        Matcher named = CHARSET.matcher(headers.firstValue("Content-Type").orElse(""));
        try {
            return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }

    /** In seconds only; sources that give a date are rare, and are asked again as any other that fails. */
    private static Optional<Duration> retryAfter(HttpHeaders headers) {
        return headers.firstValue("Retry-After")
                .filter(value -> value.matches("[0-9]{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    }
}
