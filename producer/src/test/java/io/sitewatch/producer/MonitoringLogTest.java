package io.sitewatch.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Errors that a healthy broker cannot be asked for. */
class MonitoringLogTest {
    private static final Instant NOW = Instant.parse("2026-05-02T08:00:00Z");

    private final BlockingQueue<Producer<byte[], byte[]>> clients = new LinkedBlockingQueue<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final MonitoringLog log = new MonitoringLog(
            () -> Optional.ofNullable(clients.poll()).orElseThrow(() -> new KafkaException("no resolvable broker")),
            new Backoff(Duration.ofMillis(1), Duration.ofMillis(5), () -> 1),
            new Metrics(new SimpleMeterRegistry()),
            Clock.systemUTC());

    @AfterEach
    void stop() {
        thread.shutdownNow();
    }

    @Test
    void aRefusedReadingIsGivenAgain() throws Exception {
        MockProducer<byte[], byte[]> client = connected();
        Future<?> delivery = deliver(3);
        await().until(() -> client.history().size() == 3);
        client.completeNext();
        client.errorNext(new NotEnoughReplicasException("one broker is away"));
        client.completeNext();
        await().until(() -> client.history().size() == 4);
        assertThat(delivery.isDone()).isFalse();
        assertThat(client.history().get(3).key())
                .isEqualTo(client.history().get(1).key());
        assertThat(log.trouble()).isEmpty();
        client.completeNext();
        delivery.get();
        assertThat(log.inFlight()).isZero();
    }

    @Test
    void aClientThatIsBrokenForGoodIsReplaced() throws Exception {
        MockProducer<byte[], byte[]> broken = connected();
        Future<?> delivery = deliver(1);
        await().until(() -> broken.history().size() == 1);
        MockProducer<byte[], byte[]> next = client();
        clients.add(next);
        broken.errorNext(new ClusterAuthorizationException("no right to write"));
        await().until(() -> next.history().size() == 1);
        assertThat(broken.closed()).isTrue();
        next.completeNext();
        delivery.get();
    }

    @Test
    void withoutANewClientTheReadingsWait() throws Exception {
        MockProducer<byte[], byte[]> broken = connected();
        Future<?> delivery = deliver(2);
        await().until(() -> broken.history().size() == 2);
        broken.errorNext(new ClusterAuthorizationException("no right to write"));
        broken.completeNext();
        await().until(() -> log.trouble().contains("closed") || log.trouble().contains("no resolvable broker"));
        assertThat(delivery.isDone()).isFalse();
        MockProducer<byte[], byte[]> next = client();
        clients.add(next);
        await().until(() -> next.history().size() == 1);
        next.completeNext();
        delivery.get();
    }

    @Test
    void waitsForABrokerWhoseNameDoesNotResolveYet() throws Exception {
        CompletableFuture<Void> connected = CompletableFuture.runAsync(() -> awaitTopic(), thread);
        await().until(() -> log.trouble().contains("no resolvable broker"));
        clients.add(client());
        connected.get();
        assertThat(log.trouble()).isEmpty();
    }

    @Test
    void kafkaIsInTroubleWhenItAcknowledgesNothingForSoLong() {
        Acknowledgements acknowledgements = new Acknowledgements();
        acknowledgements.connected();
        acknowledgements.given(NOW);
        acknowledgements.given(NOW.plusSeconds(9));
        assertThat(acknowledgements.trouble(NOW.plusSeconds(10))).isEmpty();
        assertThat(acknowledgements.trouble(NOW.plusSeconds(11)))
                .isEqualTo("nothing acknowledged since 2026-05-02T08:00:00Z, 2 readings wait");
        acknowledgements.acknowledged(NOW.plusSeconds(12));
        assertThat(acknowledgements.trouble(NOW.plusSeconds(13))).isEmpty();
        acknowledgements.acknowledged(NOW.plusSeconds(14));
        assertThat(acknowledgements.trouble(NOW.plusSeconds(1000))).isEmpty();
    }

    private MockProducer<byte[], byte[]> connected() throws InterruptedException, ExecutionException {
        MockProducer<byte[], byte[]> client = client();
        clients.add(client);
        CompletableFuture.runAsync(() -> awaitTopic(), thread).get();
        return client;
    }

    private void awaitTopic() {
        try {
            log.awaitTopic();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Future<?> deliver(int count) {
        List<Message> messages = IntStream.range(0, count)
                .mapToObj(i -> Message.of("key" + i, new byte[] {(byte) i}, NOW, "path"))
                .toList();
        return thread.submit(() -> {
            log.deliver("path", messages.iterator());
            return null;
        });
    }

    private static MockProducer<byte[], byte[]> client() {
        MockProducer<byte[], byte[]> client =
                new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                    @Override
                    public List<org.apache.kafka.common.PartitionInfo> partitionsFor(String topic) {
                        return List.of(new org.apache.kafka.common.PartitionInfo(topic, 0, null, null, null));
                    }
                };
        return client;
    }
}
