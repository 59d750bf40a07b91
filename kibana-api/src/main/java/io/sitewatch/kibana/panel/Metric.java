package io.sitewatch.kibana.panel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A number that a panel shows, as an aggregation.
 *
 * @param name of the aggregation
 * @param config the operation as the panel's config has it
 */
record Metric(String name, JsonNode config) {
    private static final String INNER = "v";

    String label() {
        if (config.hasNonNull("label")) {
            return config.get("label").asText();
        }
        String operation = config.path("operation").asText();
        return config.has("field") ? operation + "(" + config.get("field").asText() + ")" : operation;
    }

    /** Adds itself to the aggregations of a bucket. */
    void addTo(ObjectNode aggregations, DataView view, TimeRange range) {
        ObjectNode place = aggregations;
        String at = name;
        if (isFiltered()) {
            ObjectNode outer = aggregations.putObject(name);
            var conditions = outer.putObject("filter").putObject("bool").putArray("filter");
            if (config.has("filter")) {
                conditions.add(Condition.of(config.get("filter")));
            }
            if (config.has("reduced_time_range")) {
                TimeRange reduced = range.last(config.get("reduced_time_range").asText());
                conditions
                        .addObject()
                        .putObject("range")
                        .putObject(view.timeField())
                        .put("gte", reduced.from().toString());
            }
            if (isCount()) {
                return;
            }
            place = outer.putObject("aggs");
            at = INNER;
        }
        if (!isCount()) {
            operation(place.putObject(at));
        }
    }

    /** What buckets are ordered by when they are ordered by this. */
    String orderPath() {
        if (isCount()) {
            return isFiltered() ? name + ">_count" : "_count";
        }
        String path = isFiltered() ? name + ">" + INNER : name;
        return operation().equals("standard_deviation") ? path + ".std_deviation" : path;
    }

    /** Its value in a bucket: a number, a text, or null when nothing was there to say. */
    Object valueIn(JsonNode bucket) {
        JsonNode answer = isFiltered() ? bucket.path(name) : bucket;
        if (isCount()) {
            return answer.path("doc_count").asLong();
        }
        JsonNode value = isFiltered() ? answer.path(INNER) : bucket.path(name);
        JsonNode found =
                switch (operation()) {
                    case "last_value" ->
                        value.at("/hits/hits/0/_source")
                                .path(config.path("field").asText());
                    case "standard_deviation" -> value.path("std_deviation");
                    case "median" -> value.at("/values/50.0");
                    default -> value.path("value");
                };
        if (found.isIntegralNumber()) {
            return found.asLong();
        }
        return found.isNumber() ? (Object) found.asDouble() : found.isTextual() ? found.asText() : null;
    }

    private void operation(ObjectNode aggregation) {
        String field = config.path("field").asText();
        switch (operation()) {
            case "last_value" -> {
                ObjectNode hits = aggregation.putObject("top_hits").put("size", 1);
                hits.putArray("sort").addObject().put(config.path("time_field").asText(), "desc");
                hits.putArray("_source").add(field);
            }
            case "unique_count" -> aggregation.putObject("cardinality").put("field", field);
            case "standard_deviation" -> aggregation.putObject("extended_stats").put("field", field);
            case "median" ->
                aggregation
                        .putObject("percentiles")
                        .put("field", field)
                        .putArray("percents")
                        .add(50);
            case "average" -> aggregation.putObject("avg").put("field", field);
            default -> aggregation.putObject(operation()).put("field", field);
        }
    }

    /** The same a second, minute, hour or day, when it is a rate: what is counted in a bucket depends on its width. */
    Object scaled(Object value, double bucketSeconds) {
        if (!config.has("time_scale") || !(value instanceof Number number) || bucketSeconds <= 0) {
            return value;
        }
        double unit =
                switch (config.get("time_scale").asText()) {
                    case "s" -> 1;
                    case "m" -> 60;
                    case "h" -> 3_600;
                    default -> 86_400;
                };
        return number.doubleValue() * unit / bucketSeconds;
    }

    private String operation() {
        return config.path("operation").asText();
    }

    private boolean isCount() {
        return operation().equals("count");
    }

    private boolean isFiltered() {
        return config.has("filter") || config.has("reduced_time_range");
    }
}
