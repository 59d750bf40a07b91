package io.sitewatch.local.cli.dashboards;

import io.sitewatch.kibana.panel.PanelTable;
import io.sitewatch.local.cli.view.TextTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A panel as lines of text: a number, a table, or of a chart over time what each of its lines does. */
final class PanelText {
    private static final int MOST_ROWS = 15;
    private static final String INDENT = "    ";

    private PanelText() {}

    static List<String> lines(PanelTable panel) {
        List<String> lines = new ArrayList<>();
        if (panel.buckets().isEmpty()) {
            lines.add("  " + panel.title() + ": " + text(panel.rows().get(0).get(0)) + " "
                    + panel.metrics().get(0));
            return lines;
        }
        lines.add("");
        lines.add("  " + panel.title());
        if (panel.rows().isEmpty()) {
            lines.add(INDENT + "(nothing in this time)");
        } else {
            TextTable table = isOverTime(panel) ? series(panel) : rows(panel);
            table.lines().forEach(line -> lines.add(INDENT + line));
            if (!isOverTime(panel) && panel.rows().size() > MOST_ROWS) {
                lines.add(INDENT + "(and " + (panel.rows().size() - MOST_ROWS) + " more)");
            }
        }
        if (!panel.lines().isEmpty()) {
            lines.add(INDENT + "lines across: "
                    + panel.lines().stream().map(PanelTable.Line::label).collect(Collectors.joining(", ")));
        }
        return lines;
    }

    static boolean isOverTime(PanelTable panel) {
        return !panel.rows().isEmpty()
                && panel.rows().get(0).get(panel.buckets().size() - 1) instanceof Instant;
    }

    /** The points of each line of a chart over time, by its name. */
    static Map<String, Map<Instant, Double>> pointsOf(PanelTable panel) {
        int time = panel.buckets().size() - 1;
        Map<String, Map<Instant, Double>> series = new LinkedHashMap<>();
        for (List<Object> row : panel.rows()) {
            String split = row.subList(0, time).stream().map(PanelText::text).collect(Collectors.joining(" "));
            for (int metric = 0; metric < panel.metrics().size(); metric++) {
                String label = panel.metrics().get(metric);
                String name = split.isEmpty() ? label : panel.metrics().size() == 1 ? split : split + " " + label;
                if (row.get(time + 1 + metric) instanceof Number value) {
                    series.computeIfAbsent(name, absent -> new LinkedHashMap<>())
                            .put((Instant) row.get(time), value.doubleValue());
                }
            }
        }
        return series;
    }

    private static TextTable rows(PanelTable panel) {
        List<String> headers = new ArrayList<>(panel.buckets());
        for (int metric = 0; metric < panel.metrics().size(); metric++) {
            int column = panel.buckets().size() + metric;
            boolean isNumber = panel.rows().stream().anyMatch(row -> row.get(column) instanceof Number);
            headers.add((isNumber ? ">" : "") + panel.metrics().get(metric));
        }
        TextTable table = new TextTable(headers);
        panel.rows().stream()
                .limit(MOST_ROWS)
                .forEach(row -> table.row(row.stream().map(PanelText::text).toList()));
        return table;
    }

    private static TextTable series(PanelTable panel) {
        TextTable table = new TextTable("", ">points", ">first", ">last", ">lowest", ">highest");
        pointsOf(panel).forEach((name, points) -> {
            List<Double> values = new ArrayList<>(points.values());
            table.row(
                    name,
                    values.size(),
                    text(values.get(0)),
                    text(values.get(values.size() - 1)),
                    text(values.stream().min(Double::compare).orElseThrow()),
                    text(values.stream().max(Double::compare).orElseThrow()));
        });
        return table;
    }

    /** As a person reads it; a number that is really a time is the time of the last change, in milliseconds. */
    static String text(Object value) {
        if (value == null) {
            return "-";
        }
        if (value instanceof Double number) {
            return number > 1e12
                    ? Instant.ofEpochMilli(number.longValue())
                            .truncatedTo(ChronoUnit.SECONDS)
                            .toString()
                    : BigDecimal.valueOf(number)
                            .setScale(2, RoundingMode.HALF_UP)
                            .stripTrailingZeros()
                            .toPlainString();
        }
        return value.toString();
    }
}
