package io.sitewatch.local.cli.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import io.sitewatch.kibana.panel.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A dashboard as Kibana has it.
 *
 * @param data what was put there
 */
record Dashboard(String id, JsonNode data) {
    String title() {
        return data.path("title").asText(id);
    }

    /** The configs of the panels that show data, in the order in which they lie. */
    List<JsonNode> charts() {
        List<JsonNode> charts = new ArrayList<>();
        for (JsonNode panel : data.path("panels")) {
            if (panel.path("type").asText().equals("vis")) {
                charts.add(panel.path("config"));
            }
        }
        return charts;
    }

    TimeRange range(Instant now) {
        JsonNode range = data.path("time_range");
        return TimeRange.of(
                range.path("from").asText("now-24h"), range.path("to").asText("now"), now);
    }

    /** Whether a person first chooses one instrument. */
    boolean isOfOneInstrument() {
        for (JsonNode control : data.path("pinned_panels")) {
            if (control.at("/config/single_select").asBoolean()
                    && control.at("/config/field_name").asText().equals("borehole_number")) {
                return true;
            }
        }
        return false;
    }
}
