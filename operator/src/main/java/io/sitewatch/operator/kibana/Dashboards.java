package io.sitewatch.operator.kibana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.operator.model.SiteModel;
import io.sitewatch.readings.InstrumentType;
import io.sitewatch.readings.Level;
import io.sitewatch.readings.RejectReason;
import io.sitewatch.readings.SiteRules.InstrumentRules;
import io.sitewatch.readings.SiteRules.Limit;
import io.sitewatch.readings.SiteRules.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The dashboards of a site: the overview, one for each type of instrument, and one for a single instrument. */
final class Dashboards {
    private static final String BEYOND = "level: (alert or action or alarm)";
    private static final String CHANGES = "kind: level and not act: withdrawn";
    private static final int SMALL = 6;
    private static final int LARGE = 13;
    private static final int ROWS = 20;

    private final SiteModel site;
    private final Views views;

    Dashboards(SiteModel site, Views views) {
        this.site = site;
        this.views = views;
    }

    List<ContentItem> items() {
        List<ContentItem> items = new ArrayList<>();
        items.add(item("overview", overview()));
        for (InstrumentType type : InstrumentType.values()) {
            items.add(item(type.label().replace('_', '-'), ofType(type)));
        }
        items.add(item("instrument", instrument()));
        return items;
    }

    private ContentItem item(String name, Board board) {
        return new ContentItem(
                ContentItem.Kind.DASHBOARD, id(name), board.body().path("title").asText(), board.body());
    }

    private String id(String name) {
        return site.names().site() + "-" + name;
    }

    private Board overview() {
        return new Board(title("Overview"), "What moves, what is beyond its limit, what has gone silent.", "now-24h")
                .with(12, SMALL, number("Instruments", views.instruments(), Vis.count("instruments")))
                .with(
                        12,
                        SMALL,
                        Vis.where(number("Beyond a limit now", views.instruments(), Vis.count("instruments")), BEYOND))
                .with(
                        12,
                        SMALL,
                        Vis.where(number("Silent", views.instruments(), Vis.count("instruments")), "state: stale"))
                .with(
                        12,
                        SMALL,
                        number("Behind the log", views.progress(), Vis.last("behind_seconds", Vis.TIME, "seconds")))
                .with(24, LARGE, byLevel())
                .with(24, LARGE, alerts("Alerts", CHANGES))
                .with(24, LARGE, silent())
                .with(24, LARGE, readingsPerMinute())
                .with(48, LARGE, rejectedByReason());
    }

    private Board ofType(InstrumentType type) {
        String only = "instrument: " + type.label();
        return new Board(
                        title(heading(type)),
                        "Readings in " + units(type) + ", with the limits of the site.",
                        "now-24h")
                .chosenBy("Borehole", views.records(), Vis.BOREHOLE, false)
                .with(12, SMALL, Vis.where(number("Instruments", views.instruments(), Vis.count("instruments")), only))
                .with(
                        12,
                        SMALL,
                        Vis.where(
                                number("Beyond a limit now", views.instruments(), Vis.count("instruments")),
                                only + " and " + BEYOND))
                .with(
                        12,
                        SMALL,
                        Vis.where(
                                number("Silent", views.instruments(), Vis.count("instruments")),
                                only + " and state: stale"))
                .with(
                        12,
                        SMALL,
                        Vis.where(
                                number(
                                        "Highest reading",
                                        views.records(),
                                        Vis.rounded(Vis.of("max", "reading_max", units(type)), 2)),
                                only))
                .with(48, 18, Vis.where(series(type), only))
                .with(24, LARGE, Vis.where(movers(type), only))
                .with(24, LARGE, Vis.where(plan(type), only))
                .with(48, LARGE, alerts("Alerts", CHANGES + " and " + only));
    }

    private Board instrument() {
        return new Board(
                        title("Instrument"),
                        "One instrument: choose its type and its borehole, or click on it in another dashboard.",
                        "now-7d")
                .chosenBy("Type", views.records(), Vis.INSTRUMENT, true)
                .chosenBy("Borehole", views.records(), Vis.BOREHOLE, true)
                .with(
                        16,
                        SMALL,
                        number(
                                "Reading",
                                views.records(),
                                Vis.rounded(Vis.last(Vis.READING, Vis.TIME, "last reading"), 2)))
                .with(16, SMALL, number("Level", views.instruments(), Vis.last(Vis.LEVEL, Vis.TIME, "level")))
                .with(16, SMALL, number("Readings", views.records(), Vis.of("sum", "samples", "readings")))
                .with(48, 18, lowestMeanHighest())
                .with(24, LARGE, samples())
                .with(24, LARGE, said());
    }

    private ObjectNode number(String title, String view, ObjectNode metric) {
        ObjectNode chart = Vis.reading(Vis.chart("metric", title), view);
        chart.putArray("metrics").add(metric.put("type", "primary"));
        return chart;
    }

    private ObjectNode byLevel() {
        ObjectNode chart = Vis.chart("xy", "Instruments by level");
        ObjectNode layer = layer(chart, "bar_horizontal_stacked", views.instruments());
        layer.set("x", Vis.alphabetical(Vis.INSTRUMENT, "Type", InstrumentType.values().length));
        layer.putArray("y").add(Vis.count("Instruments"));
        layer.set("breakdown_by", Palette.byLevel(Vis.alphabetical(Vis.LEVEL, "Level", Level.values().length)));
        return chart;
    }

    private ObjectNode alerts(String title, String condition) {
        ObjectNode chart = Vis.where(Vis.reading(Vis.chart("data_table", title), views.alerts()), condition);
        chart.putArray("metrics")
                .add(Vis.of("max", Vis.TIME, "Last change"))
                .add(Vis.last("from_level", "raised_at", "From"))
                .add(Vis.last("to_level", "raised_at", "To"))
                .add(Vis.rounded(Vis.last(Vis.READING, "raised_at", "Reading"), 2))
                .add(Vis.count("Changes"));
        chart.putArray("rows")
                .add(Vis.ranked(Vis.INSTRUMENT, "Type", InstrumentType.values().length, "desc"))
                .add(Vis.ranked(Vis.BOREHOLE, "Borehole", ROWS, "desc"));
        return toInstrument(chart);
    }

    private ObjectNode silent() {
        ObjectNode chart = Vis.where(
                Vis.reading(Vis.chart("data_table", "Silent instruments"), views.instruments()), "state: stale");
        chart.putArray("metrics").add(Vis.of("max", Vis.TIME, "Last heard of"));
        chart.putArray("rows")
                .add(Vis.alphabetical(Vis.INSTRUMENT, "Type", InstrumentType.values().length))
                .add(Vis.ranked(Vis.BOREHOLE, "Borehole", ROWS, "asc"));
        return toInstrument(chart);
    }

    private ObjectNode readingsPerMinute() {
        ObjectNode chart = Vis.chart("xy", "Readings a minute");
        ObjectNode layer = layer(chart, "bar", views.progress());
        layer.set("x", Vis.overTime());
        layer.putArray("y").add(Vis.of("sum", "received", "Readings").put("time_scale", "m"));
        return chart;
    }

    private ObjectNode rejectedByReason() {
        ObjectNode chart = Vis.chart("xy", "Rejected readings by reason");
        ObjectNode layer = layer(chart, "bar_stacked", views.progress());
        layer.set("x", Vis.overTime());
        ArrayNode reasons = layer.putArray("y");
        for (RejectReason reason : RejectReason.values()) {
            // A view refuses documents, which are no readings.
            if (reason != RejectReason.REFUSED_BY_SINK) {
                reasons.add(Vis.of(
                        "sum",
                        "rejected_by_reason." + reason.label(),
                        reason.label().replace('_', ' ')));
            }
        }
        return chart;
    }

    private ObjectNode series(InstrumentType type) {
        ObjectNode chart = Vis.chart("xy", "Readings, the ten highest");
        ObjectNode layer = layer(chart, "line", views.records());
        layer.set("x", Vis.overTime());
        layer.putArray("y").add(Vis.rounded(Vis.of("average", Vis.READING, units(type)), 2));
        layer.set("breakdown_by", Vis.ranked(Vis.BOREHOLE, "Borehole", 10, "desc"));
        limits(type).ifPresent(limits -> lines(chart, limits));
        chart.putObject("axis").putObject("y").putObject("domain").put("type", "fit");
        return toInstrument(chart);
    }

    private void lines(ObjectNode chart, Limits limits) {
        List<ObjectNode> lines = new ArrayList<>();
        line(lines, Level.ALERT, limits.alert());
        line(lines, Level.ACTION, limits.action());
        line(lines, Level.ALARM, limits.alarm());
        if (!lines.isEmpty()) {
            ObjectNode layer = layer(chart, "reference_lines", views.records());
            layer.putArray("thresholds").addAll(lines);
        }
    }

    private static void line(List<ObjectNode> lines, Level level, Limit limit) {
        if (limit != null && limit.above() != null) {
            lines.add(threshold(level, "above", limit.above()));
        }
        if (limit != null && limit.below() != null) {
            lines.add(threshold(level, "below", limit.below()));
        }
    }

    private static ObjectNode threshold(Level level, String side, double value) {
        ObjectNode line = Vis.object()
                .put("operation", "static_value")
                .put("value", value)
                .put("label", level.label() + " " + side + " " + plain(value));
        line.putObject("color").put("type", "static").put("color", Palette.of(level));
        line.put("stroke_width", 2).put("stroke_dash", level == Level.ALARM ? "solid" : "dashed");
        line.putObject("text").put("visible", true);
        return line;
    }

    private ObjectNode movers(InstrumentType type) {
        ObjectNode chart =
                Vis.reading(Vis.chart("data_table", "Top movers: the widest spread of readings"), views.records());
        chart.putArray("metrics")
                .add(Vis.rounded(Vis.of("standard_deviation", Vis.READING, "Spread (" + units(type) + ")"), 3))
                .add(Vis.rounded(Vis.of("min", "reading_min", "Lowest"), 2))
                .add(Vis.rounded(Vis.of("max", "reading_max", "Highest"), 2))
                .add(Vis.rounded(Vis.last(Vis.READING, Vis.TIME, "Last"), 2));
        chart.putArray("rows").add(Vis.ranked(Vis.BOREHOLE, "Borehole", ROWS, "desc"));
        return toInstrument(chart);
    }

    private ObjectNode plan(InstrumentType type) {
        ObjectNode chart = Vis.reading(Vis.chart("heatmap", "Plan: the highest reading by place"), views.records());
        chart.set("x", Vis.across("easting", "Easting"));
        chart.set("y", Vis.across("northing", "Northing"));
        chart.set("metric", Vis.rounded(Vis.of("max", Vis.READING, units(type)), 2));
        return chart;
    }

    private ObjectNode lowestMeanHighest() {
        ObjectNode chart = Vis.chart("xy", "Lowest, mean and highest reading");
        ObjectNode layer = layer(chart, "line", views.records());
        layer.set("x", Vis.overTime());
        layer.putArray("y")
                .add(Vis.rounded(Vis.of("min", "reading_min", "lowest"), 2))
                .add(Vis.rounded(Vis.of("average", Vis.READING, "mean"), 2))
                .add(Vis.rounded(Vis.of("max", "reading_max", "highest"), 2));
        chart.putObject("axis").putObject("y").putObject("domain").put("type", "fit");
        return chart;
    }

    private ObjectNode samples() {
        ObjectNode chart = Vis.chart("xy", "Readings that records are made of");
        ObjectNode layer = layer(chart, "bar", views.records());
        layer.set("x", Vis.overTime());
        layer.putArray("y").add(Vis.of("sum", "samples", "readings"));
        return chart;
    }

    private ObjectNode said() {
        ObjectNode chart = Vis.reading(Vis.chart("data_table", "What was said of it"), views.alerts());
        chart.putArray("metrics").add(Vis.of("max", Vis.TIME, "Last")).add(Vis.count("Times"));
        chart.putArray("rows")
                .add(Vis.alphabetical("kind", "Of", 2))
                .add(Vis.alphabetical("act", "Act", 4))
                .add(Vis.ranked("to_level", "To", 6, "desc"));
        return chart;
    }

    private ObjectNode toInstrument(ObjectNode chart) {
        return Vis.leadingTo(chart, id("instrument"), "This instrument alone");
    }

    private static ObjectNode layer(ObjectNode chart, String type, String view) {
        return Vis.reading(chart.withArrayProperty("layers").addObject().put("type", type), view);
    }

    private String title(String what) {
        return site.displayName() + ": " + what;
    }

    private static String heading(InstrumentType type) {
        String words = type.label().replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + "s";
    }

    private String units(InstrumentType type) {
        return rules(type)
                .map(InstrumentRules::units)
                .filter(units -> !units.isBlank())
                .orElse(type.units());
    }

    private Optional<Limits> limits(InstrumentType type) {
        return rules(type).map(InstrumentRules::limits);
    }

    private Optional<InstrumentRules> rules(InstrumentType type) {
        return site.rules().instruments().stream()
                .filter(rules -> rules.type() == type)
                .findFirst();
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
