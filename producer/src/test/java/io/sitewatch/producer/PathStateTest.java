package io.sitewatch.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathStateTest {
    private static final Instant NOW = Instant.parse("2026-05-02T08:00:00Z");
    private static final URI URL = URI.create("http://host:1/params/p");
    private static final Poll GOOD = Poll.answered("p", Reply.ok("{\"items\":[1,2]}"), NOW);
    private static final Poll REFUSED = Poll.unanswered(URL, new ConnectException());

    @Test
    void isNeitherUpNorDownBeforeTheFirstPoll() {
        assertThat(PathState.starting().up()).isFalse();
        assertThat(PathState.starting().down()).isFalse();
        assertThat(PathState.starting().description()).isEqualTo("not polled yet");
    }

    @Test
    void isDownAfterThreeFailuresInARowAndUpAfterOneAnswer() {
        PathState answered = PathState.starting().after(GOOD, NOW);
        PathState failing = answered.after(REFUSED, NOW.plusSeconds(1)).after(REFUSED, NOW.plusSeconds(2));
        PathState down = failing.after(REFUSED, NOW.plusSeconds(3));
        PathState back = down.after(GOOD, NOW.plusSeconds(4));
        assertThat(answered.up()).isTrue();
        assertThat(answered.description()).isEqualTo("up, 2 items, last answer 2026-05-02T08:00:00Z");
        assertThat(failing.up()).isTrue();
        assertThat(failing.description()).startsWith("failing, 2 failed polls");
        assertThat(down.up()).isFalse();
        assertThat(down.down()).isTrue();
        assertThat(down.description())
                .isEqualTo("down, 3 failed polls, last answer 2026-05-02T08:00:00Z: "
                        + "http://host:1/params/p: ConnectException");
        assertThat(back.up()).isTrue();
        assertThat(back.lastAnswer()).isEqualTo(NOW.plusSeconds(4));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"items\":[]} | ANSWERED",
                "{\"items\":[1],\"error\":\"one logger is away\"} | ANSWERED",
                "{\"items\":[],\"error\":null} | ANSWERED",
                "{\"error\":\"x\"} | SOURCE_ERROR",
                "{\"error\":\"x\",\"items\":[]} | SOURCE_ERROR",
                "{\"error\":{\"code\":7}} | SOURCE_ERROR",
                "' ' | EMPTY",
                "{} | UNPARSEABLE",
                "{\"items\":null} | UNPARSEABLE",
                "{\"items\":[1]}{} | UNPARSEABLE",
                "null | UNPARSEABLE",
            })
    void judgesAnswers(String body, Outcome outcome) {
        assertThat(Poll.answered("p", Reply.ok(body), NOW).outcome()).isEqualTo(outcome);
    }

    @Test
    void tellsATimeoutFromNoConnection() {
        assertThat(Poll.unanswered(URL, new HttpTimeoutException("slow")).outcome())
                .isEqualTo(Outcome.TIMEOUT);
        assertThat(Poll.unanswered(URL, new IOException("reset")).outcome()).isEqualTo(Outcome.UNREACHABLE);
    }

    @Test
    void whatTheSourceSaysIsShownShortAndOnOneLine() {
        byte[] body = ("line\r\nline\u001b[31m" + "x".repeat(1000)).getBytes(StandardCharsets.UTF_8);
        Poll poll = Poll.answered(
                "p", new Reply(503, body, true, StandardCharsets.UTF_8, Optional.of(Duration.ofSeconds(7))), NOW);
        assertThat(poll.reason()).startsWith("HTTP 503 line line [31m").hasSizeLessThan(230);
        assertThat(poll.reason()).doesNotContain("\n", "\r", "\u001b");
        assertThat(poll.retryAfter()).contains(Duration.ofSeconds(7));
    }
}
