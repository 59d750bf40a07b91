package io.sitewatch.stream.reference;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sitewatch.readings.InstrumentType;
import io.sitewatch.readings.SiteRules;
import io.sitewatch.readings.SiteRules.InstrumentRules;
import io.sitewatch.readings.SiteRules.Limit;
import io.sitewatch.readings.SiteRules.Limits;
import io.sitewatch.readings.SiteRules.Override;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The meaning of the stream, as plainly as it can be written: the whole log at once, in order, with sorted maps and no
 * thought of speed, state or batches. What the stream does is held against it.
 */
public final class ReferenceModel {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final long windowSeconds;
    private final long latenessSeconds;
    private final SiteRules rules;

    /** Accepted readings by instrument. */
    private final Map<String, List<Taken>> accepted = new TreeMap<>();

    /** Those that count, by instrument and observed time. */
    private final Map<String, TreeMap<Instant, Taken>> taken = new TreeMap<>();

    private final Map<String, Long> rejected = new TreeMap<>();
    private long received;
    private long averaged;
    private long duplicate;

    public ReferenceModel(long windowSeconds, long latenessSeconds, SiteRules rules) {
        this.windowSeconds = windowSeconds;
        this.latenessSeconds = latenessSeconds;
        this.rules = rules;
    }

    /** {@code turn}: the latest arrival of the instrument's readings so far in its partition. */
    private record Taken(Message message, int item, JsonNode node, String units, long turn) {
        static final Comparator<Taken> ORDER_OF_THE_LOG = Comparator.comparingLong(Taken::turn)
                .thenComparingInt(taken -> taken.message().partition())
                .thenComparingLong(taken -> taken.message().offset())
                .thenComparingInt(Taken::item);
    }

    /** What a record should be. */
    public record Record(
            String instrument,
            String boreholeNumber,
            Instant windowStart,
            Double surfaceLevel,
            Double northing,
            Double easting,
            double reading,
            Instant ts,
            String units,
            int samples,
            double min,
            double max,
            String level,
            Instant updatedAt) {}

    /** What an alert should be. */
    public record Alert(
            String instrument,
            String boreholeNumber,
            Instant at,
            String from,
            String to,
            double reading,
            boolean late) {}

    /** Takes the log, whole. */
    public void take(List<Message> log) {
        log.stream()
                .sorted(Comparator.comparingInt(Message::partition).thenComparingLong(Message::offset))
                .forEach(this::take);
        accepted.forEach((key, readings) -> readings.stream()
                .sorted(Taken.ORDER_OF_THE_LOG)
                .forEach(reading -> {
                    if (taken.computeIfAbsent(key, k -> new TreeMap<>()).putIfAbsent(ts(reading.node()), reading)
                            == null) {
                        averaged++;
                    } else {
                        duplicate++;
                    }
                }));
    }

    public long received() {
        return received;
    }

    public long averaged() {
        return averaged;
    }

    public long duplicate() {
        return duplicate;
    }

    public Map<String, Long> rejectedByReason() {
        return rejected;
    }

    /** All records, by instrument, borehole number and window. */
    public List<Record> records() {
        List<Record> records = new ArrayList<>();
        taken.forEach((key, readings) -> {
            String level = "normal";
            for (var window : windows(readings).entrySet()) {
                Record record = record(key, window.getKey(), window.getValue(), level);
                level = record.level();
                records.add(record);
            }
        });
        return records;
    }

    /** All changes of level. */
    public List<Alert> alerts() {
        List<Alert> alerts = new ArrayList<>();
        String key = "";
        String level = "normal";
        boolean late = false;
        for (Record record : records()) {
            String its = record.instrument() + "/" + record.boreholeNumber();
            level = its.equals(key) ? level : "normal";
            late &= its.equals(key);
            key = its;
            boolean becomesLate =
                    cameLate(taken.get(key), record.windowStart()) || (late && dependsOnThatBefore(record));
            if (!record.level().equals(level)) {
                alerts.add(new Alert(
                        record.instrument(),
                        record.boreholeNumber(),
                        record.windowStart(),
                        level,
                        record.level(),
                        record.reading(),
                        late || becomesLate));
            }
            level = record.level();
            late = becomesLate;
        }
        return alerts;
    }

    /** Whether one of the window's readings stands in the log behind one of a later window. */
    private boolean cameLate(TreeMap<Instant, Taken> readings, Instant start) {
        Instant end = start.plusSeconds(windowSeconds);
        Taken last = Collections.max(readings.subMap(start, end).values(), Taken.ORDER_OF_THE_LOG);
        return readings.tailMap(end).values().stream()
                .anyMatch(later -> Taken.ORDER_OF_THE_LOG.compare(later, last) < 0);
    }

    private boolean dependsOnThatBefore(Record record) {
        return Stream.of("normal", "alarm")
                        .map(before -> level(
                                record.instrument(), record.boreholeNumber(), record.ts(), before, record.reading()))
                        .distinct()
                        .count()
                > 1;
    }

    private void take(Message message) {
        JsonNode root;
        try {
            root = message.value() == null || message.value().length == 0 || !isUnicode(message.value())
                    ? null
                    : JSON.readTree(message.value());
        } catch (IOException | StackOverflowError unreadable) {
            root = null;
        }
        if (root == null || !root.isObject()) {
            reject("unparseable");
        } else if (!root.has("items") && root.has("error") && !root.has("instrument")) {
            reject("unparseable");
        } else if (!root.has("items")) {
            take(message, 0, root, "");
        } else if (!root.get("items").isArray()) {
            reject("unparseable");
        } else if (root.get("items").isEmpty() && !isBlank(root.path("error"))) {
            reject("unparseable");
        } else {
            int item = 0;
            String units = isStorable(text(root, "units")) ? text(root, "units") : "";
            for (JsonNode node : root.get("items")) {
                take(message, item++, node, units);
            }
        }
    }

    /** The parser is lenient with UTF-8; what it reads as UTF-16 or UTF-32 has a mark or a zero at its beginning. */
    private static boolean isUnicode(byte[] value) {
        String beginning = HexFormat.ofDelimiter(" ").formatHex(value, 0, Math.min(4, value.length));
        if (beginning.contains("00") || beginning.startsWith("fe ff") || beginning.startsWith("ff fe")) {
            return true;
        }
        return Arrays.equals(new String(value, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), value);
    }

    private void take(Message message, int item, JsonNode node, String unitsOfAll) {
        String reason = reason(message, node);
        if (reason != null) {
            reject(reason);
            return;
        }
        received++;
        String key = text(node, "instrument") + "/" + text(node, "borehole_number");
        String units = text(node, "units");
        List<Taken> readings = accepted.computeIfAbsent(key, k -> new ArrayList<>());
        long turn = readings.stream()
                .filter(before -> before.message().partition() == message.partition())
                .mapToLong(Taken::turn)
                .reduce(message.arrival(), Math::max);
        readings.add(new Taken(message, item, node, units.isEmpty() ? unitsOfAll : units, turn));
    }

    private void reject(String reason) {
        received++;
        rejected.merge(reason, 1L, Long::sum);
    }

    private String reason(Message message, JsonNode node) {
        if (!node.isObject()) {
            return "unparseable";
        }
        List<String> texts = List.of("borehole_number", "instrument", "timestamp");
        for (String name : List.of("borehole_number", "instrument", "timestamp", "units")) {
            JsonNode value = node.path(name);
            if (!value.isMissingNode() && !value.isNull() && !value.isTextual()) {
                return "unparseable";
            }
        }
        if (!isStorable(text(node, "borehole_number")) || !isStorable(text(node, "units"))) {
            return "unparseable";
        }
        for (String name : texts) {
            if (text(node, name).isEmpty()) {
                return "missing_field";
            }
        }
        JsonNode reading = node.path("reading");
        if (isBlank(reading)) {
            return "missing_field";
        }
        if (ts(node) == null) {
            return "bad_time";
        }
        if (InstrumentType.ofLabel(text(node, "instrument")).isEmpty()) {
            return "unknown_type";
        }
        for (String name : List.of("reading", "surface_level", "northing", "easting")) {
            JsonNode value = node.path(name);
            if (!isBlank(value) && !(value.isNumber() && Double.isFinite(value.doubleValue()))) {
                return "not_a_number";
            }
        }
        SiteRules.Range range = type(text(node, "instrument")).validRange();
        double value = reading.doubleValue();
        if (range != null
                && ((range.min() != null && value < range.min()) || (range.max() != null && value > range.max()))) {
            return "out_of_range";
        }
        Instant arrival = Instant.ofEpochMilli(message.arrival());
        if (ts(node).isAfter(arrival.plusSeconds(300))) {
            return "future";
        }
        return ts(node).isBefore(arrival.minusSeconds(latenessSeconds)) ? "late" : null;
    }

    private TreeMap<Instant, TreeMap<Instant, Taken>> windows(TreeMap<Instant, Taken> readings) {
        TreeMap<Instant, TreeMap<Instant, Taken>> windows = new TreeMap<>();
        readings.forEach((ts, reading) -> {
            Instant start = Instant.ofEpochSecond(Math.floorDiv(ts.getEpochSecond(), windowSeconds) * windowSeconds);
            windows.computeIfAbsent(start, s -> new TreeMap<>()).put(ts, reading);
        });
        return windows;
    }

    private Record record(String key, Instant start, TreeMap<Instant, Taken> readings, String levelBefore) {
        String instrument = key.substring(0, key.indexOf('/'));
        String borehole = key.substring(key.indexOf('/') + 1);
        List<Double> values = new ArrayList<>();
        readings.forEach((ts, reading) -> values.add(calibrated(
                instrument, borehole, ts, reading.node().get("reading").doubleValue())));
        BigDecimal sum = values.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
        double mean = values.size() == 1
                ? values.get(0)
                : sum.divide(BigDecimal.valueOf(values.size()), new MathContext(sum.precision() + 20))
                        .doubleValue();
        InstrumentType type = InstrumentType.ofLabel(instrument).orElseThrow();
        String said = readings.descendingMap().values().stream()
                .map(Taken::units)
                .filter(units -> !units.isEmpty())
                .findFirst()
                .orElse("");
        String units = type(instrument).units() != null ? type(instrument).units() : type.unitsFor(said);
        return new Record(
                instrument,
                borehole,
                start,
                last(readings, "surface_level"),
                last(readings, "northing"),
                last(readings, "easting"),
                mean,
                readings.lastKey(),
                units,
                values.size(),
                values.stream().mapToDouble(v -> v).min().orElseThrow(),
                values.stream().mapToDouble(v -> v).max().orElseThrow(),
                level(instrument, borehole, readings.lastKey(), levelBefore, mean),
                Instant.ofEpochMilli(readings.values().stream()
                        .mapToLong(reading -> reading.message().arrival())
                        .max()
                        .orElseThrow()));
    }

    private static Double last(TreeMap<Instant, Taken> readings, String name) {
        return readings.descendingMap().values().stream()
                .map(reading -> reading.node().path(name))
                .filter(JsonNode::isNumber)
                .map(JsonNode::doubleValue)
                .findFirst()
                .orElse(null);
    }

    private double calibrated(String instrument, String borehole, Instant ts, double raw) {
        SiteRules.Calibration calibration = newest(instrument, borehole, ts, Override::calibration);
        Double baseline = newest(instrument, borehole, ts, Override::baseline);
        double value = raw;
        if (calibration != null && (calibration.a() != null || calibration.b() != null || calibration.c() != null)) {
            value = zero(calibration.a()) * raw * raw + zero(calibration.b()) * raw + zero(calibration.c());
        } else if (calibration != null) {
            value = (calibration.factor() == null ? 1 : calibration.factor()) * raw + zero(calibration.offset());
        }
        return baseline == null ? value : value - baseline;
    }

    private String level(String instrument, String borehole, Instant ts, String before, double mean) {
        Limits own = newest(instrument, borehole, ts, Override::limits);
        Limits limits = own != null ? own : type(instrument).limits();
        if (limits == null) {
            return "normal";
        }
        double hysteresis = zero(type(instrument).hysteresis());
        List<String> names = List.of("normal", "alert", "action", "alarm");
        int was = names.indexOf(before);
        int reached = 0;
        int held = 0;
        Limit[] each = {null, limits.alert(), limits.action(), limits.alarm()};
        for (int i = 1; i <= 3; i++) {
            if (each[i] == null) {
                continue;
            }
            Double above = each[i].above();
            Double below = each[i].below();
            if ((above != null && mean > above) || (below != null && mean < below)) {
                reached = i;
            }
            if (i <= was
                    && ((above != null && mean > above - hysteresis) || (below != null && mean < below + hysteresis))) {
                held = i;
            }
        }
        return names.get(Math.max(reached, held));
    }

    private <T> T newest(
            String instrument, String borehole, Instant ts, java.util.function.Function<Override, T> part) {
        T newest = null;
        Instant since = null;
        for (Override override : type(instrument).overrides()) {
            boolean applies = override.instrument().equals(borehole)
                    && part.apply(override) != null
                    && (override.from() == null || !override.from().isAfter(ts));
            Instant from = override.from() == null ? Instant.MIN : override.from();
            if (applies && (since == null || !from.isBefore(since))) {
                newest = part.apply(override);
                since = from;
            }
        }
        return newest;
    }

    private InstrumentRules type(String instrument) {
        return rules.instruments().stream()
                .filter(type -> type.type().label().equals(instrument))
                .findFirst()
                .orElse(new InstrumentRules(null, null, null, null, null, null, null));
    }

    private static double zero(Double value) {
        return value == null ? 0 : value;
    }

    /** No database keeps a NUL, no UTF-8 half of a pair, no index an id of any length. */
    private static boolean isStorable(String text) {
        return text.length() <= 128
                && text.codePoints()
                        .noneMatch(code -> Character.isISOControl(code)
                                || (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE));
    }

    private static boolean isBlank(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || (value.isTextual() && value.textValue().isBlank());
    }

    private static String text(JsonNode node, String name) {
        return Stream.of(node.path(name).textValue())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("")
                .strip();
    }

    private static Instant ts(JsonNode node) {
        try {
            return OffsetDateTime.parse(text(node, "timestamp")).toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
