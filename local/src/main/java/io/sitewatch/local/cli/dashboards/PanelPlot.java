package io.sitewatch.local.cli.dashboards;

import io.sitewatch.kibana.panel.PanelTable;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A chart as an image. Numbers and tables are read better as text. */
final class PanelPlot {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 500;

    /** A level looks as in the dashboards. */
    private static final Map<String, Color> LEVELS = Map.of(
            "normal", Color.decode("#6092C0"),
            "alert", Color.decode("#D6BF57"),
            "action", Color.decode("#DA8B45"),
            "alarm", Color.decode("#AA2E25"));

    private PanelPlot() {}

    /** Writes the image; false for a panel that is no chart, or has nothing on it. */
    static boolean write(PanelTable panel, Path file) throws IOException {
        boolean isChart = !panel.form().equals("metric") && !panel.form().equals("data_table");
        if (!isChart || panel.rows().isEmpty()) {
            return false;
        }
        Chart<?, ?> chart = panel.form().equals("heatmap")
                ? plan(panel)
                : PanelText.isOverTime(panel) ? overTime(panel) : bars(panel);
        BitmapEncoder.saveBitmap(chart, file.toString(), BitmapEncoder.BitmapFormat.PNG);
        return true;
    }

    private static Chart<?, ?> overTime(PanelTable panel) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(panel.title())
                .build();
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE).setChartBackgroundColor(Color.WHITE);
        boolean isBar = panel.form().startsWith("bar");
        Instant[] ends = {Instant.MAX, Instant.MIN};
        PanelText.pointsOf(panel).forEach((name, points) -> {
            Map<Instant, Double> inOrder = new TreeMap<>(points);
            List<Date> times = inOrder.keySet().stream().map(Date::from).toList();
            XYSeries series = chart.addSeries(name, times, new ArrayList<>(inOrder.values()));
            series.setMarker(times.size() == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
            if (isBar) {
                series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.StepArea);
            }
            for (Instant time : inOrder.keySet()) {
                ends[0] = time.isBefore(ends[0]) ? time : ends[0];
                ends[1] = time.isAfter(ends[1]) ? time : ends[1];
            }
        });
        for (PanelTable.Line line : panel.lines()) {
            List<Date> across = List.of(
                    Date.from(ends[0]), Date.from(ends[1].isAfter(ends[0]) ? ends[1] : ends[0].plusSeconds(60)));
            XYSeries series = chart.addSeries(line.label(), across, List.of(line.value(), line.value()));
            series.setMarker(SeriesMarkers.NONE)
                    .setLineColor(Color.decode(line.color()))
                    .setLineStyle(
                            new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {8, 4}, 0));
        }
        return chart;
    }

    /** One bar for each row of buckets' outermost key, stacked by the innermost. */
    private static Chart<?, ?> bars(PanelTable panel) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(panel.title())
                .build();
        chart.getStyler().setStacked(true).setChartBackgroundColor(Color.WHITE);
        int last = panel.buckets().size() - 1;
        TreeSet<String> categories = new TreeSet<>();
        Map<String, Map<String, Double>> values = new TreeMap<>();
        for (List<Object> row : panel.rows()) {
            String category = PanelText.text(row.get(last));
            String split = last == 0 ? panel.metrics().get(0) : PanelText.text(row.get(0));
            categories.add(category);
            if (row.get(last + 1) instanceof Number number) {
                values.computeIfAbsent(split, absent -> new TreeMap<>()).put(category, number.doubleValue());
            }
        }
        values.forEach((split, heights) -> {
            CategorySeries series = chart.addSeries(
                    split,
                    new ArrayList<>(categories),
                    categories.stream()
                            .map(category -> heights.getOrDefault(category, 0.0))
                            .toList());
            if (LEVELS.containsKey(split)) {
                series.setFillColor(LEVELS.get(split));
            }
        });
        return chart;
    }

    private static Chart<?, ?> plan(PanelTable panel) {
        HeatMapChart chart = new HeatMapChartBuilder()
                .width(HEIGHT * 3 / 2)
                .height(HEIGHT)
                .title(panel.title())
                .xAxisTitle(panel.buckets().get(0))
                .yAxisTitle(panel.buckets().get(1))
                .build();
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        TreeSet<Double> xs = new TreeSet<>();
        TreeSet<Double> ys = new TreeSet<>();
        panel.rows().forEach(row -> {
            xs.add((Double) row.get(0));
            ys.add((Double) row.get(1));
        });
        List<Double> across = List.copyOf(xs);
        List<Double> up = List.copyOf(ys);
        List<Number[]> cells = new ArrayList<>();
        for (List<Object> row : panel.rows()) {
            if (row.get(2) instanceof Number value) {
                cells.add(new Number[] {across.indexOf(row.get(0)), up.indexOf(row.get(1)), value});
            }
        }
        chart.getStyler().setXAxisLabelRotation(45);
        chart.addSeries(panel.metrics().get(0), across, up, cells);
        return chart;
    }
}
