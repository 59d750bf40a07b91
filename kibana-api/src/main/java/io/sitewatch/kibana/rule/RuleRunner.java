package io.sitewatch.kibana.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kibana.panel.Searcher;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Does once what Kibana does when it runs a rule of the types {@code .es-query} and {@code .index-threshold}: searches the
 * newest of the documents, by group if the rule says so, and compares what it finds with the threshold.
 */
public final class RuleRunner {
    /** What a rule over all documents calls its only group. */
    public static final String ALL = "all documents";

    private static final String GROUPS = "groups";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Searcher searcher;

    public RuleRunner(Searcher searcher) {
        this.searcher = searcher;
    }

    /**
     * The groups for which the rule fires; empty when it stays quiet.
     *
     * @param rule as it was put into Kibana
     */
    public List<String> firing(JsonNode rule, Instant now) throws IOException, InterruptedException {
        JsonNode params = rule.path("params");
        ObjectNode body = JSON.createObjectNode().put("size", 0).put("track_total_hits", true);
        body.set("query", query(rule, params, now));
        boolean isGrouped = params.path("groupBy").asText("all").equals("top");
        boolean isCount = params.path("aggType").asText("count").equals("count");
        ObjectNode place = body.putObject("aggs");
        List<String> fields = isGrouped ? fields(params) : List.of();
        for (String field : fields) {
            ObjectNode groups = place.putObject(GROUPS);
            groups.putObject("terms")
                    .put("field", field)
                    .put("size", params.path("termSize").asInt());
            place = groups.putObject("aggs");
        }
        if (!isCount) {
            place.putObject("value")
                    .putObject(params.path("aggType").asText())
                    .put("field", params.path("aggField").asText());
        }
        JsonNode answer = searcher.search(indices(params), body);
        List<String> firing = new ArrayList<>();
        if (isGrouped) {
            collect(answer.path("aggregations"), fields.size(), "", params, isCount, firing);
        } else if (isMet(params, isCount ? answer.at("/hits/total/value") : answer.at("/aggregations/value/value"))) {
            firing.add(ALL);
        }
        return firing;
    }

    private static void collect(
            JsonNode place, int depth, String before, JsonNode params, boolean isCount, List<String> firing) {
        for (JsonNode bucket : place.path(GROUPS).path("buckets")) {
            String group = before + bucket.path("key").asText();
            if (depth > 1) {
                collect(bucket, depth - 1, group + ",", params, isCount, firing);
            } else if (isMet(params, isCount ? bucket.path("doc_count") : bucket.at("/value/value"))) {
                firing.add(group);
            }
        }
    }

    /** Kibana groups by several fields with one aggregation, which smaller builds of Elasticsearch lack: one in another is the same. */
    private static List<String> fields(JsonNode params) {
        JsonNode field = params.path("termField");
        List<String> fields = new ArrayList<>();
        if (field.isArray()) {
            field.forEach(one -> fields.add(one.asText()));
        } else {
            fields.add(field.asText());
        }
        return fields;
    }

    private static JsonNode query(JsonNode rule, JsonNode params, Instant now) throws IOException {
        ObjectNode query = JSON.createObjectNode();
        var all = query.putObject("bool").putArray("filter");
        all.addObject()
                .putObject("range")
                .putObject(params.path("timeField").asText())
                .put("gt", now.minus(window(params)).toString())
                .put("lte", now.toString());
        if (rule.path("rule_type_id").asText().equals(".es-query")) {
            all.add(JSON.readTree(params.path("esQuery").asText()).path("query"));
        }
        return query;
    }

    private static boolean isMet(JsonNode params, JsonNode found) {
        if (!found.isNumber()) {
            return false;
        }
        double value = found.asDouble();
        double threshold = params.at("/threshold/0").asDouble();
        return switch (params.path("thresholdComparator").asText()) {
            case ">" -> value > threshold;
            case ">=" -> value >= threshold;
            case "<" -> value < threshold;
            case "<=" -> value <= threshold;
            default -> throw new IllegalArgumentException("no comparator of ours: " + params);
        };
    }

    private static Duration window(JsonNode params) {
        long size = params.path("timeWindowSize").asLong();
        return switch (params.path("timeWindowUnit").asText()) {
            case "s" -> Duration.ofSeconds(size);
            case "m" -> Duration.ofMinutes(size);
            case "h" -> Duration.ofHours(size);
            default -> Duration.ofDays(size);
        };
    }

    private static String indices(JsonNode params) {
        JsonNode index = params.path("index");
        if (index.isTextual()) {
            return index.asText();
        }
        List<String> names = new ArrayList<>();
        index.forEach(name -> names.add(name.asText()));
        return String.join(",", names);
    }
}
