package io.sitewatch.operator.kibana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A dashboard that panels are put on from left to right, row by row. */
final class Board {
    private static final int COLUMNS = 48;
    private static final int REFRESH_MILLIS = 30_000;

    private final ObjectNode body = Vis.object();
    private final ArrayNode panels;
    private int x;
    private int y;
    private int rowHeight;

    Board(String title, String description, String from) {
        body.put("title", title).put("description", description);
        body.putObject("time_range").put("from", from).put("to", "now");
        body.putObject("refresh_interval").put("pause", false).put("value", REFRESH_MILLIS);
        panels = body.putArray("panels");
    }

    /** A chart behind the one before it, or in the next row when it does not fit. */
    Board with(int width, int height, ObjectNode chart) {
        return put(width, height, "vis", chart);
    }

    Board text(int width, int height, String markdown) {
        return put(width, height, "markdown", Vis.object().put("content", markdown));
    }

    /** A list at the top by whose choice all panels are filtered. */
    Board chosenBy(String title, String dataView, String field, boolean one) {
        ObjectNode control = body.withArrayProperty("pinned_panels")
                .addObject()
                .put("type", "options_list_control")
                .put("width", "medium")
                .put("grow", true);
        control.putObject("config")
                .put("title", title)
                .put("data_view_id", dataView)
                .put("field_name", field)
                .put("single_select", one);
        return this;
    }

    ObjectNode body() {
        return body;
    }

    private Board put(int width, int height, String type, ObjectNode config) {
        if (x + width > COLUMNS) {
            x = 0;
            y += rowHeight;
            rowHeight = 0;
        }
        ObjectNode panel = panels.addObject();
        panel.putObject("grid").put("x", x).put("y", y).put("w", width).put("h", height);
        panel.put("type", type).set("config", config);
        x += width;
        rowHeight = Math.max(rowHeight, height);
        return this;
    }
}
