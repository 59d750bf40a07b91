package io.sitewatch.kibana.panel;

import java.util.List;

/**
 * What a panel shows, as rows.
 *
 * @param form the kind of chart: metric, data_table, heatmap, or of an xy chart line, bar and so on
 * @param buckets names of the first columns: what the rows are about
 * @param metrics names of the columns behind them
 * @param rows a cell is a number, a text, an instant, or null
 * @param lines that are drawn across, of a chart with time
 */
public record PanelTable(
        String title,
        String form,
        List<String> buckets,
        List<String> metrics,
        List<List<Object>> rows,
        List<Line> lines) {

    /** A line across a chart. */
    public record Line(String label, double value, String color) {}
}
