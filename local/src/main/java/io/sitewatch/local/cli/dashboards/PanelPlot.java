package io.sitewatch.local.cli.dashboards;

import io.sitewatch.kibana.panel.PanelTable;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TimeZone;
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
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A chart as an image. Numbers and tables are read better as text. */
final class PanelPlot {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 500;
    private static final int MOST_LABELS = 10;
    /** More bars than that are thinner than a pixel or two. */
    private static final int MOST_BARS = 600;

    private static final String NUMBER = "#,##0.##";
    private static final String TIME = "time (UTC)";

    /** A level looks as in the dashboards. In the order in which they are stacked. */
    private static final List<String> LEVELS = List.of("normal", "alert", "action", "alarm");

    private static final Map<String, Color> LEVEL_COLORS = Map.of(
            "normal", Color.decode("#6092C0"),
            "alert", Color.decode("#D6BF57"),
            "action", Color.decode("#DA8B45"),
            "alarm", Color.decode("#AA2E25"));

    /** Told apart on white, by people who see colours differently too (after Okabe and Ito, and darker shades of them). */
    private static final Color[] COLORS = {
        Color.decode("#0072B2"), Color.decode("#D55E00"), Color.decode("#009E73"), Color.decode("#CC79A7"),
        Color.decode("#E69F00"), Color.decode("#56B4E9"), Color.decode("#6B4C9A"), Color.decode("#7F7F7F"),
        Color.decode("#004D40"), Color.decode("#8C510A")
    };

    private PanelPlot() {}

    /**
     * Writes the image; false for a panel that is no chart, or has nothing on it.
     *
     * @param dashboard title of what the panel is on
     */
    static boolean write(PanelTable panel, String dashboard, Path file) throws IOException {
        boolean isChart = !panel.form().equals("metric") && !panel.form().equals("data_table");
        if (!isChart || panel.rows().isEmpty()) {
            return false;
        }
        BitmapEncoder.saveBitmap(
                chart(panel, dashboard + " · " + panel.title()), file.toString(), BitmapEncoder.BitmapFormat.PNG);
        return true;
    }

    private static Chart<?, ?> chart(PanelTable panel, String title) {
        if (panel.form().equals("heatmap")) {
            return plan(panel, title);
        }
        if (!PanelText.isOverTime(panel)) {
            return bars(panel, title);
        }
        return panel.form().startsWith("bar") ? barsOverTime(panel, title) : lines(panel, title);
    }

    private static Chart<?, ?> lines(PanelTable panel, String title) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(TIME)
                .yAxisTitle(measure(panel))
                .build();
        SortedSet<Instant> all = new TreeSet<>();
        PanelText.pointsOf(panel).forEach((name, points) -> {
            Map<Instant, Double> inOrder = new TreeMap<>(points);
            List<Date> times = inOrder.keySet().stream().map(Date::from).toList();
            XYSeries series = chart.addSeries(name, times, new ArrayList<>(inOrder.values()));
            series.setMarker(times.size() == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
            all.addAll(inOrder.keySet());
        });
        look(chart.getStyler());
        overTime(chart.getStyler(), all);
        if (all.isEmpty()) {
            return chart;
        }
        Instant end = all.size() > 1 ? all.last() : all.first().plusSeconds(60);
        for (PanelTable.Line line : panel.lines()) {
            XYSeries series = chart.addSeries(
                    line.label(), List.of(Date.from(all.first()), Date.from(end)), List.of(line.value(), line.value()));
            series.setMarker(SeriesMarkers.NONE)
                    .setLineColor(Color.decode(line.color()))
                    .setLineStyle(
                            new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {8, 4}, 0));
        }
        return chart;
    }

    /** Stacked, from zero, with a place for each step of time, whether there was something in it or not. */
    private static Chart<?, ?> barsOverTime(PanelTable panel, String title) {
        CategoryChart chart = categories(title, TIME, measure(panel));
        Map<String, Map<Instant, Double>> points = PanelText.pointsOf(panel);
        SortedSet<Instant> times = new TreeSet<>();
        points.values().forEach(series -> times.addAll(series.keySet()));
        List<Instant> steps = steps(times);
        List<Date> places = steps.stream().map(Date::from).toList();
        points.forEach((name, values) -> chart.addSeries(
                name,
                places,
                steps.stream().map(step -> values.getOrDefault(step, 0.0)).toList()));
        overTime(chart.getStyler(), times);
        boolean isNothing = points.values().stream()
                .flatMap(series -> series.values().stream())
                .allMatch(value -> value == 0);
        if (isNothing) {
            chart.getStyler().setYAxisMax(1.0);
        }
        return chart;
    }

    /** One bar for each row of buckets' outermost key, stacked by the innermost. */
    private static Chart<?, ?> bars(PanelTable panel, String title) {
        int last = panel.buckets().size() - 1;
        CategoryChart chart = categories(title, panel.buckets().get(last), measure(panel));
        TreeSet<String> categories = new TreeSet<>();
        Map<String, Map<String, Double>> values = new TreeMap<>(
                Comparator.<String>comparingInt(LEVELS::indexOf).thenComparing(Comparator.naturalOrder()));
        for (List<Object> row : panel.rows()) {
            String category = words(PanelText.text(row.get(last)));
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
            if (LEVEL_COLORS.containsKey(split)) {
                series.setFillColor(LEVEL_COLORS.get(split));
            }
        });
        return chart;
    }

    private static Chart<?, ?> plan(PanelTable panel, String title) {
        HeatMapChart chart = new HeatMapChartBuilder()
                .width(WIDTH)
                .height(HEIGHT * 3 / 2)
                .title(title + ", " + measure(panel))
                .xAxisTitle(panel.buckets().get(0) + " (m)")
                .yAxisTitle(panel.buckets().get(1) + " (m)")
                .build();
        look(chart.getStyler());
        chart.getStyler().setHeatMapValueDecimalPattern(NUMBER);
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
                // The ends of the scale are written as they are.
                double rounded = Math.rint(value.doubleValue() * 100) / 100;
                cells.add(new Number[] {across.indexOf(row.get(0)), up.indexOf(row.get(1)), rounded});
            }
        }
        chart.getStyler().setXAxisLabelRotation(45);
        chart.addSeries(panel.metrics().get(0), across, up, cells);
        return chart;
    }

    private static CategoryChart categories(String title, String across, String up) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(across)
                .yAxisTitle(up)
                .build();
        look(chart.getStyler());
        chart.getStyler().setStacked(true).setYAxisMin(0.0);
        return chart;
    }

    private static void look(AxesChartStyler styler) {
        styler.setPlotGridLinesColor(Color.decode("#D8DEE4"))
                .setLegendPosition(Styler.LegendPosition.OutsideE)
                .setLegendBorderColor(Color.WHITE)
                .setPlotBorderColor(Color.decode("#98A2B3"))
                .setChartBackgroundColor(Color.WHITE)
                .setSeriesColors(COLORS);
    }

    private static void overTime(AxesChartStyler styler, SortedSet<Instant> times) {
        styler.setTimezone(TimeZone.getTimeZone("UTC")).setXAxisMaxLabelCount(MOST_LABELS);
        if (!times.isEmpty()) {
            Duration length = Duration.between(times.first(), times.last());
            styler.setDatePattern(
                    length.compareTo(Duration.ofDays(4)) > 0
                            ? "d MMM"
                            : length.compareTo(Duration.ofHours(18)) > 0 ? "d MMM HH:mm" : "HH:mm");
        }
    }

    /** From the first to the last in steps as wide as the narrowest that is there. */
    static List<Instant> steps(SortedSet<Instant> times) {
        Duration narrowest = null;
        Instant before = null;
        for (Instant time : times) {
            if (before != null
                    && (narrowest == null || Duration.between(before, time).compareTo(narrowest) < 0)) {
                narrowest = Duration.between(before, time);
            }
            before = time;
        }
        if (narrowest == null || Duration.between(times.first(), times.last()).dividedBy(narrowest) > MOST_BARS) {
            return List.copyOf(times);
        }
        SortedSet<Instant> steps = new TreeSet<>(times);
        for (Instant step = times.first(); step.isBefore(times.last()); step = step.plus(narrowest)) {
            steps.add(step);
        }
        return List.copyOf(steps);
    }

    /** What the axis counts or measures; several have nothing in common that could be said. */
    private static String measure(PanelTable panel) {
        return panel.metrics().size() == 1 ? panel.metrics().get(0) : "";
    }

    private static String words(String label) {
        return label.replace('_', ' ');
    }
}
