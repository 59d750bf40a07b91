package io.sitewatch.bench.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sitewatch.bench.load.LoadRules;
import io.sitewatch.bench.load.Message;
import io.sitewatch.readings.RejectReason;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * What must come out of a log by the rules of the stream's meaning: one reading after the other, in memory, in plain Java,
 * sharing nothing with the stream job. Covers single readings and the rules of {@link LoadRules}, which set no limits.
 */
public final class ReferenceModel {
    private static final long WINDOW_MILLIS = Duration.ofSeconds(10).toMillis();
    private static final Duration LATENESS = Duration.ofDays(7);

    private final ObjectMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private final Map<RecordKey, Window> windows = new HashMap<>();
    private final Tally tally = new Tally();

    /** The model after the whole log. */
    public static ReferenceModel of(Stream<Message> log) {
        ReferenceModel model = new ReferenceModel();
        log.forEachOrdered(model::accept);
        return model;
    }

    /** One message more. */
    public void accept(Message message) {
        try {
            Reading reading = Reading.of(parsed(message), message.arrival(), LATENESS, LoadRules.PLAUSIBLE);
            RecordKey key = new RecordKey(
                    reading.instrument(),
                    reading.borehole(),
                    Math.floorDiv(reading.observed(), WINDOW_MILLIS) * WINDOW_MILLIS);
            if (windows.computeIfAbsent(key, fresh -> new Window()).add(reading, message.arrival())) {
                tally.average();
            } else {
                tally.duplicate();
            }
        } catch (Reading.Refused refused) {
            tally.reject(refused.reason());
        }
    }

    public Tally tally() {
        return tally;
    }

    /** How many records there are in the end. */
    public int size() {
        return windows.size();
    }

    /** The record of that key, or null when there must be none. */
    public ExpectedRecord record(RecordKey key) {
        Window window = windows.get(key);
        return window == null ? null : window.record();
    }

    public void forEach(BiConsumer<RecordKey, ExpectedRecord> action) {
        windows.forEach((key, window) -> action.accept(key, window.record()));
    }

    private JsonNode parsed(Message message) throws Reading.Refused {
        try {
            JsonNode tree = json.readTree(message.value());
            if (tree.isObject()) {
                return tree;
            }
        } catch (JsonProcessingException e) {
            // Said by the reason.
        }
        throw new Reading.Refused(RejectReason.UNPARSEABLE);
    }
}
