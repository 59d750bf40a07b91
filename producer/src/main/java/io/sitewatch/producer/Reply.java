package io.sitewatch.producer;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * What came back over HTTP.
 *
 * @param body as it came, up to the limit
 * @param whole whether the body ended within the limit
 * @param charset the one that the answer names, else UTF-8
 * @param retryAfter how long the source wants to be left alone
 */
record Reply(int status, byte[] body, boolean whole, Charset charset, Optional<Duration> retryAfter) {

    static Reply ok(String body) {
        return new Reply(200, body.getBytes(StandardCharsets.UTF_8), true, StandardCharsets.UTF_8, Optional.empty());
    }

    boolean successful() {
        return status >= 200 && status < 300;
    }

    String text() {
        return new String(body, charset);
    }
}
