package io.sitewatch.kibana.panel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What documents are put together by, as an aggregation.
 *
 * @param config the operation as the panel's config has it
 */
record Bucket(JsonNode config) {
    /** Of a time axis: as many points as a person tells apart. */
    private static final int POINTS = 60;

    private static final int CELLS = 12;
    private static final int DEFAULT_LIMIT = 5;

    private static final List<Duration> INTERVALS = List.of(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(12),
            Duration.ofDays(1),
            Duration.ofDays(7));

    String label() {
        return config.hasNonNull("label") ? config.get("label").asText() : field();
    }

    String field() {
        return config.has("fields")
                ? config.at("/fields/0").asText()
                : config.path("field").asText();
    }

    boolean isTime() {
        return operation().equals("date_histogram");
    }

    /** Whether its width depends on what values there are. */
    boolean isHistogram() {
        return operation().equals("histogram");
    }

    /**
     * The aggregation.
     *
     * @param metrics that a rank may name
     * @param spread between the smallest and the greatest value, of a histogram
     */
    void addTo(ObjectNode aggregation, List<Metric> metrics, TimeRange range, double spread) {
        switch (operation()) {
            case "date_histogram" ->
                aggregation
                        .putObject("date_histogram")
                        .put("field", field())
                        .put("fixed_interval", interval(range).toSeconds() + "s")
                        .put("min_doc_count", 1);
            case "histogram" ->
                aggregation
                        .putObject("histogram")
                        .put("field", field())
                        .put("interval", Math.max(1, Math.ceil(spread / CELLS)))
                        .put("min_doc_count", 1);
            default -> terms(aggregation.putObject("terms"), metrics);
        }
    }

    /** Width of a bucket of time, in seconds. */
    double seconds(TimeRange range) {
        return interval(range).toSeconds();
    }

    /** The key of a bucket: a time, a number or a text. */
    Object keyOf(JsonNode bucket) {
        JsonNode key = bucket.path("key");
        if (isTime()) {
            return Instant.ofEpochMilli(key.asLong());
        }
        return key.isNumber() ? (Object) key.asDouble() : key.asText();
    }

    private void terms(ObjectNode terms, List<Metric> metrics) {
        terms.put("field", field()).put("size", config.path("limit").asInt(DEFAULT_LIMIT));
        JsonNode rank = config.path("rank_by");
        String direction = rank.path("direction").asText("desc");
        if (rank.path("type").asText().equals("metric")) {
            terms.putObject("order")
                    .put(metrics.get(rank.path("metric_index").asInt()).orderPath(), direction);
        } else if (rank.path("type").asText().equals("alphabetical")) {
            terms.putObject("order").put("_key", direction);
        }
    }

    private String operation() {
        return config.path("operation").asText();
    }

    private static Duration interval(TimeRange range) {
        return INTERVALS.stream()
                .filter(interval -> range.length().dividedBy(interval) <= POINTS)
                .findFirst()
                .orElse(INTERVALS.get(INTERVALS.size() - 1));
    }
}
