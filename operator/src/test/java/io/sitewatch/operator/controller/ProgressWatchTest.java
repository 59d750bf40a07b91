package io.sitewatch.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.sitewatch.crds.v1alpha1.StreamStatus;
import io.sitewatch.operator.fixture.SetClock;
import io.sitewatch.operator.status.ProgressPolicy;
import io.sitewatch.operator.status.StreamProgress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a driver that answers what a test says. */
class ProgressWatchTest {
    private static final ResourceID SITE = new ResourceID("shaft", "monitoring");
    private static final Duration TRIGGER = Duration.ofSeconds(5);

    private final List<ResourceID> woken = new CopyOnWriteArrayList<>();
    private final AtomicReference<String> answer = new AtomicReference<>("{}");
    private final AtomicInteger status = new AtomicInteger(200);
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T10:00:00Z"));
    private final ProgressWatch watch =
            new ProgressWatch(new ProgressPolicy(Duration.ofMinutes(1), 1000), new SetClock(now::get), woken::add);

    private HttpServer driver;

    @BeforeEach
    void start() throws IOException {
        driver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        driver.createContext("/progress", exchange -> {
            byte[] body = answer.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status.get(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
            asked.incrementAndGet();
        });
        driver.start();
    }

    @AfterEach
    void stop() {
        driver.stop(0);
    }

    @Test
    void whatADriverSaysIsReadAndWakesTheSite() {
        follow(new StreamStatus());
        answers(1, 20, 0);
        assertThat(read().received()).isEqualTo(20);
        assertThat(read().readAt()).isEqualTo(now.get());
        assertThat(woken).contains(SITE);
    }

    @Test
    void whatTheStatusSaysAlreadyWakesNobody() {
        StreamStatus written = new StreamStatus();
        written.setQueryId("q");
        written.setReceived(20L);
        written.setLag(0L);
        follow(written);
        answers(1, 20, 0);
        read();
        assertThat(woken).isEmpty();
    }

    @Test
    void aDriverThatDoesNotAnswerOrKnowsNothingYetLeavesWhatWasRead() {
        follow(new StreamStatus());
        answers(1, 20, 0);
        read();
        status.set(503);
        look();
        status.set(200);
        answer.set("<html>");
        look();
        answer.set("{\"queryId\": null, \"batchId\": -1, \"received\": 0, \"lag\": null}");
        look();
        assertThat(watch.latest(SITE).orElseThrow().received()).isEqualTo(20);
        driver.stop(0);
        watch.readAll();
        assertThat(watch.latest(SITE)).isPresent();
    }

    @Test
    void aStreamThatEndsNoBatchWhileReadingsWaitHasStalledUntilItEndsOne() {
        follow(new StreamStatus());
        answers(7, 100, 10);
        Instant begun = now.get();
        assertThat(read().stalledSince()).isNull();
        pass(Duration.ofMinutes(1));
        answers(7, 100, 500);
        assertThat(read().stalledSince()).as("a batch may take long").isNull();
        pass(Duration.ofMinutes(2));
        answers(7, 100, 900);
        woken.clear();
        assertThat(read().stalledSince()).isEqualTo(begun);
        assertThat(woken).as("the site is told at once").contains(SITE);
        woken.clear();
        answers(8, 600, 400);
        assertThat(read().stalledSince()).isNull();
        assertThat(woken).contains(SITE);
    }

    @Test
    void aStreamThatHasNothingToReadHasNotStalled() {
        follow(new StreamStatus());
        answers(7, 100, 0);
        read();
        pass(Duration.ofDays(1));
        assertThat(read().stalledSince()).isNull();
    }

    @Test
    void aStreamThatIsStoppedIsAskedNoLonger() {
        follow(new StreamStatus());
        answers(1, 20, 0);
        read();
        watch.forget(SITE);
        assertThat(watch.latest(SITE)).isEmpty();
        int before = asked.get();
        watch.readAll();
        assertThat(watch.latest(SITE)).isEmpty();
        assertThat(asked).hasValue(before);
    }

    private void follow(StreamStatus written) {
        watch.follow(SITE, "http://127.0.0.1:" + driver.getAddress().getPort(), written, TRIGGER);
    }

    private void answers(long batch, long received, long lag) {
        answer.set("{\"queryId\": \"q\", \"batchId\": %d, \"received\": %d, \"lag\": %d, \"somethingNew\": true}"
                .formatted(batch, received, lag));
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    /** One look, until what the driver said is there. */
    private StreamProgress read() {
        Instant asking = now.get();
        String said = answer.get();
        watch.readAll();
        await().atMost(Duration.ofSeconds(20)).until(() -> watch.latest(SITE)
                .filter(read -> read.readAt().equals(asking) && said.contains("\"lag\": " + read.lag()))
                .isPresent());
        return watch.latest(SITE).orElseThrow();
    }

    /** One look at a driver whose answer is not worth keeping. */
    private void look() {
        int before = asked.get();
        watch.readAll();
        await().atMost(Duration.ofSeconds(20)).until(() -> asked.get() > before);
    }
}
