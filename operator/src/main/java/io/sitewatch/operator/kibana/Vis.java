package io.sitewatch.operator.kibana;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The parts that charts are made of, in the words of Kibana's Visualizations API. */
final class Vis {
    static final String TIME = "@timestamp";
    static final String BOREHOLE = "borehole_number";
    static final String INSTRUMENT = "instrument";
    static final String LEVEL = "level";
    static final String READING = "reading";

    private Vis() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode chart(String type, String title) {
        return object().put("type", type).put("title", title);
    }

    /** What a chart or a layer reads. */
    static ObjectNode reading(ObjectNode place, String dataView) {
        place.putObject("data_source").put("type", "data_view_reference").put("ref_id", dataView);
        return place;
    }

    /** Only documents that meet the condition, in KQL. */
    static ObjectNode where(ObjectNode chart, String condition) {
        chart.set("query", condition(condition));
        return chart;
    }

    static ObjectNode condition(String expression) {
        return object().put("expression", expression).put("language", "kql");
    }

    static ObjectNode count(String label) {
        return object().put("operation", "count").put("label", label);
    }

    static ObjectNode of(String operation, String field, String label) {
        return object().put("operation", operation).put("field", field).put("label", label);
    }

    static ObjectNode last(String field, String timeField, String label) {
        return of("last_value", field, label).put("time_field", timeField);
    }

    static ObjectNode overTime() {
        return object().put("operation", "date_histogram")
                .put("field", TIME)
                .put("label", "Time")
                .put("include_empty_rows", false);
    }

    static ObjectNode across(String field, String label) {
        return object().put("operation", "histogram")
                .put("field", field)
                .put("label", label)
                .put("granularity", "auto");
    }

    static ObjectNode alphabetical(String field, String label, int limit) {
        ObjectNode terms = terms(field, label, limit);
        terms.putObject("rank_by").put("type", "alphabetical").put("direction", "asc");
        return terms;
    }

    /** Ranked by the first of the metrics. */
    static ObjectNode ranked(String field, String label, int limit, String direction) {
        ObjectNode terms = terms(field, label, limit);
        terms.putObject("rank_by").put("type", "metric").put("metric_index", 0).put("direction", direction);
        return terms;
    }

    static ObjectNode rounded(ObjectNode metric, int decimals) {
        metric.putObject("format").put("type", "number").put("decimals", decimals);
        return metric;
    }

    /** From a chart to the dashboard of one instrument, with what was clicked as its filter. */
    static ObjectNode leadingTo(ObjectNode chart, String dashboard, String label) {
        chart.putArray("drilldowns")
                .addObject()
                .put("type", "dashboard_drilldown")
                .put("trigger", "on_apply_filter")
                .put("dashboard_id", dashboard)
                .put("label", label)
                .put("use_filters", true)
                .put("use_time_range", true);
        return chart;
    }

    private static ObjectNode terms(String field, String label, int limit) {
        ObjectNode terms = object().put("operation", "terms");
        terms.putArray("fields").add(field);
        return terms.put("label", label).put("limit", limit);
    }
}
