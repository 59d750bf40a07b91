package io.sitewatch.kibana.panel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Runs the aggregation that Kibana would run to draw a panel: buckets within buckets as the panel lists them, and the metrics
 * in the innermost.
 */
public final class PanelRunner {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BUCKETS = "b";

    private final Searcher searcher;
    private final Function<String, DataView> views;

    /**
     * A runner.
     *
     * @param views the data view of an id
     */
    public PanelRunner(Searcher searcher, Function<String, DataView> views) {
        this.searcher = searcher;
        this.views = views;
    }

    /**
     * What the panel shows.
     *
     * @param config of a panel of the type {@code vis}
     * @param condition more that documents must meet, in KQL; may be empty
     */
    public PanelTable run(JsonNode config, TimeRange range, String condition) throws IOException, InterruptedException {
        JsonNode layer = dataLayer(config);
        List<Bucket> buckets = buckets(config, layer);
        List<Metric> metrics = metrics(config, layer);
        DataView view = views.apply(layer.at("/data_source/ref_id").asText());
        ObjectNode query = query(config, view, range, condition);
        ObjectNode body = JSON.createObjectNode().put("size", 0).put("track_total_hits", true);
        body.set("query", query);
        addBuckets(body, buckets, metrics, view, range, query);
        JsonNode answer = searcher.search(view.indices(), body);
        List<List<Object>> rows = new ArrayList<>();
        if (buckets.isEmpty()) {
            ObjectNode all = JSON.createObjectNode();
            answer.path("aggregations").properties().forEach(one -> all.set(one.getKey(), one.getValue()));
            all.set("doc_count", answer.at("/hits/total/value"));
            rows.add(values(metrics, all, 0));
        } else {
            double seconds = buckets.stream()
                    .filter(Bucket::isTime)
                    .mapToDouble(bucket -> bucket.seconds(range))
                    .findFirst()
                    .orElse(0);
            collect(answer.path("aggregations"), buckets, metrics, seconds, List.of(), rows);
        }
        return new PanelTable(
                config.path("title").asText(metrics.get(0).label()),
                layer == config
                        ? config.path("type").asText()
                        : layer.path("type").asText(),
                buckets.stream().map(Bucket::label).toList(),
                metrics.stream().map(Metric::label).toList(),
                rows,
                lines(config));
    }

    /** Every field that a panel reads, by the data view that it reads it from; conditions included. */
    public static Set<String> fields(JsonNode config) {
        Set<String> fields = new LinkedHashSet<>();
        config.findValues("field").forEach(field -> fields.add(field.asText()));
        config.findValues("time_field").forEach(field -> fields.add(field.asText()));
        config.findValues("fields").forEach(list -> list.forEach(field -> fields.add(field.asText())));
        config.findValues("expression").forEach(condition -> fields.addAll(KqlFields.of(condition.asText())));
        return fields;
    }

    private void addBuckets(
            ObjectNode body,
            List<Bucket> buckets,
            List<Metric> metrics,
            DataView view,
            TimeRange range,
            ObjectNode query)
            throws IOException, InterruptedException {
        ObjectNode place = body.putObject("aggs");
        for (Bucket bucket : buckets) {
            ObjectNode aggregation = place.putObject(BUCKETS);
            double spread = bucket.isHistogram() ? spread(bucket.field(), view, query) : 0;
            bucket.addTo(aggregation, metrics, range, spread);
            place = aggregation.putObject("aggs");
            if (bucket != buckets.get(buckets.size() - 1)) {
                // A rank may name a metric at every depth.
                for (Metric metric : metrics) {
                    metric.addTo(place, view, range);
                }
            }
        }
        for (Metric metric : metrics) {
            metric.addTo(place, view, range);
        }
    }

    private double spread(String field, DataView view, ObjectNode query) throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode().put("size", 0);
        body.set("query", query);
        body.putObject("aggs").putObject("s").putObject("stats").put("field", field);
        JsonNode stats = searcher.search(view.indices(), body).at("/aggregations/s");
        return stats.path("max").asDouble() - stats.path("min").asDouble();
    }

    private static ObjectNode query(JsonNode config, DataView view, TimeRange range, String condition) {
        ObjectNode query = JSON.createObjectNode();
        var all = query.putObject("bool").putArray("filter");
        if (view.hasTime()) {
            all.addObject()
                    .putObject("range")
                    .putObject(view.timeField())
                    .put("gte", range.from().toString())
                    .put("lte", range.to().toString());
        }
        if (config.has("query")) {
            all.add(Condition.of(config.get("query")));
        }
        if (!condition.isBlank()) {
            all.add(Condition.of(condition));
        }
        return query;
    }

    private static void collect(
            JsonNode place,
            List<Bucket> left,
            List<Metric> metrics,
            double seconds,
            List<Object> keys,
            List<List<Object>> rows) {
        for (JsonNode bucket : place.path(BUCKETS).path("buckets")) {
            List<Object> longer = new ArrayList<>(keys);
            longer.add(left.get(0).keyOf(bucket));
            if (left.size() == 1) {
                longer.addAll(values(metrics, bucket, seconds));
                rows.add(longer);
            } else {
                collect(bucket, left.subList(1, left.size()), metrics, seconds, longer, rows);
            }
        }
    }

    private static List<Object> values(List<Metric> metrics, JsonNode bucket, double seconds) {
        List<Object> values = new ArrayList<>();
        metrics.forEach(metric -> values.add(metric.scaled(metric.valueIn(bucket), seconds)));
        return values;
    }

    /** An xy chart says in its layers what the others say of themselves. */
    private static JsonNode dataLayer(JsonNode config) {
        if (!config.path("type").asText().equals("xy")) {
            return config;
        }
        for (JsonNode layer : config.path("layers")) {
            if (!layer.path("type").asText().equals("reference_lines")) {
                return layer;
            }
        }
        throw new IllegalArgumentException("a chart without data: " + config.path("title"));
    }

    private static List<Bucket> buckets(JsonNode config, JsonNode layer) {
        List<Bucket> buckets = new ArrayList<>();
        if (layer.has("breakdown_by")) {
            buckets.add(new Bucket(layer.get("breakdown_by")));
        }
        if (config.has("rows")) {
            config.get("rows").forEach(row -> buckets.add(new Bucket(row)));
        }
        for (String axis : List.of("x", "y")) {
            if (layer.path(axis).isObject()) {
                buckets.add(new Bucket(layer.get(axis)));
            }
        }
        return buckets;
    }

    private static List<Metric> metrics(JsonNode config, JsonNode layer) {
        List<Metric> metrics = new ArrayList<>();
        List<JsonNode> found = new ArrayList<>();
        config.path("metrics").forEach(found::add);
        if (config.has("metric")) {
            found.add(config.get("metric"));
        }
        if (layer.path("y").isArray()) {
            layer.get("y").forEach(found::add);
        }
        found.forEach(one -> metrics.add(new Metric("m" + metrics.size(), one)));
        return metrics;
    }

    private static List<PanelTable.Line> lines(JsonNode config) {
        List<PanelTable.Line> lines = new ArrayList<>();
        for (JsonNode layer : config.path("layers")) {
            for (JsonNode threshold : layer.path("thresholds")) {
                lines.add(new PanelTable.Line(
                        threshold.path("label").asText(),
                        threshold.path("value").asDouble(),
                        threshold.at("/color/color").asText("#000000")));
            }
        }
        return lines;
    }
}
