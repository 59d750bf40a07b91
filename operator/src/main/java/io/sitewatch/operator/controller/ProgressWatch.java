package io.sitewatch.operator.controller;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.sitewatch.crds.v1alpha1.StreamStatus;
import io.sitewatch.operator.status.ProgressPolicy;
import io.sitewatch.operator.status.StreamProgress;
import io.sitewatch.operator.status.StreamPulse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads how far the running streams have come, and wakes a site when that is worth a write. */
final class ProgressWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressWatch.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final ObjectMapper mapper = new ObjectMapper();
    private final ProgressPolicy policy;
    private final Clock clock;
    private final Consumer<ResourceID> wake;
    private final Map<ResourceID, Followed> followed = new ConcurrentHashMap<>();
    private final Map<ResourceID, StreamProgress> latest = new ConcurrentHashMap<>();
    private final Map<ResourceID, StreamPulse> pulses = new ConcurrentHashMap<>();

    /**
     * A stream that runs, and what the status says of it.
     *
     * @param patience how long it may take for a batch
     */
    private record Followed(URI progress, StreamStatus written, Duration patience) {}

    ProgressWatch(ProgressPolicy policy, Clock clock, Consumer<ResourceID> wake) {
        this.policy = policy;
        this.clock = clock;
        this.wake = wake;
    }

    /** From now on, reads this stream too. */
    void follow(ResourceID site, String streamUrl, StreamStatus written, Duration trigger) {
        followed.put(site, new Followed(URI.create(streamUrl + "/progress"), written, StreamPulse.patience(trigger)));
    }

    /** The stream does not run. */
    void forget(ResourceID site) {
        followed.remove(site);
        latest.remove(site);
        pulses.remove(site);
    }

    /** What was read last. */
    Optional<StreamProgress> latest(ResourceID site) {
        return Optional.ofNullable(latest.get(site));
    }

    /** Reads every stream that runs, side by side. */
    void readAll() {
        followed.forEach((site, stream) -> http.sendAsync(
                        HttpRequest.newBuilder(stream.progress())
                                .timeout(TIMEOUT)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .whenComplete((answer, failure) -> {
                    if (failure != null || answer.statusCode() != 200) {
                        LOG.debug("{} does not answer", stream.progress(), failure);
                    } else {
                        take(site, stream, answer.body());
                    }
                }));
    }

    private void take(ResourceID site, Followed stream, String body) {
        try {
            StreamProgress answer = mapper.readValue(body, StreamProgress.class).readAt(clock.instant());
            // A driver that does not know yet how far its run has come answers with zeros.
            if (!followed.containsKey(site) || answer.queryId() == null) {
                return;
            }
            StreamProgress read = judged(site, stream, answer);
            StreamProgress before = latest.put(site, read);
            if (policy.matters(stream.written(), read) || isStalled(before) != isStalled(read)) {
                wake.accept(site);
            }
        } catch (JsonProcessingException unreadable) {
            LOG.debug("{} answers what is no progress: {}", stream.progress(), unreadable.getOriginalMessage());
        }
    }

    private StreamProgress judged(ResourceID site, Followed stream, StreamProgress answer) {
        StreamPulse pulse =
                pulses.compute(site, (id, before) -> before == null ? StreamPulse.of(answer) : before.next(answer));
        return pulse.stalled(answer, stream.patience()) ? answer.stalledSince(pulse.since()) : answer;
    }

    private static boolean isStalled(StreamProgress progress) {
        return progress != null && progress.stalledSince() != null;
    }
}
