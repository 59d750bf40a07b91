package io.sitewatch.local.cluster.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ControllerTest {
    private static final Key KEY = new Key("a", "b");

    @Test
    void aKeyThatIsAskedForWhileItIsWorkedOnIsWorkedOnOnceMore() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        try (Controller controller = new Controller("test", 2, key -> {
            calls.incrementAndGet();
            started.countDown();
            go.await();
            return Optional.empty();
        })) {
            controller.enqueue(KEY);
            started.await();
            controller.enqueue(KEY);
            controller.enqueue(KEY);
            assertThat(calls).hasValue(1);
            go.countDown();

            await().untilAtomic(calls, org.hamcrest.Matchers.equalTo(2));
        }
        assertThat(calls).hasValue(2);
    }

    @Test
    void anErrorIsTriedAgain() {
        AtomicInteger calls = new AtomicInteger();
        try (Controller controller = new Controller("test", 1, key -> {
            if (calls.incrementAndGet() < 3) {
                throw new IllegalStateException("not yet");
            }
            return Optional.empty();
        })) {
            controller.enqueue(KEY);

            await().atMost(Duration.ofSeconds(30)).untilAtomic(calls, org.hamcrest.Matchers.equalTo(3));
        }
    }

    @Test
    void theWaitDoublesUpToABound() {
        assertThat(Controller.retryAfter(1)).isEqualTo(Duration.ofMillis(500));
        assertThat(Controller.retryAfter(3)).isEqualTo(Duration.ofSeconds(2));
        assertThat(Controller.retryAfter(30)).isEqualTo(Duration.ofSeconds(15));
    }
}
