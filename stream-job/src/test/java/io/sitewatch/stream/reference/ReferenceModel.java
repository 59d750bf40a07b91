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
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
        taken.forEach((key, readings) -> judged(key, readings).forEach(judged -> records.add(judged.record())));
        return records;
    }

    /** All changes of level. */
    public List<Alert> alerts() {
        List<Alert> alerts = new ArrayList<>();
        taken.forEach((key, readings) -> judged(key, readings).stream()
                .filter(judged -> judged.isChange())
                .map(judged -> new Alert(
                        judged.record().instrument(),
                        judged.record().boreholeNumber(),
                        judged.record().windowStart(),
                        judged.from(),
                        judged.record().level(),
                        judged.record().reading(),
                        judged.isLate()))
                .forEach(alerts::add));
        return alerts;
    }

    /**
     * The revision of each record, in the same order, of a log in which each instrument's readings stand in one partition: the
     * number of its readings, and one for each message that moved it by a reading of another window, its level or its change of
     * level.
     */
    public List<Long> revisions() {
        List<Long> revisions = new ArrayList<>();
        taken.forEach((key, all) -> {
            Map<Instant, Long> moved = new TreeMap<>();
            TreeMap<Instant, Taken> sofar = new TreeMap<>();
            List<Judged> before = List.of();
            for (List<Taken> message : byMessage(all.values())) {
                message.forEach(reading -> sofar.put(ts(reading.node()), reading));
                List<Judged> after = judged(key, sofar);
                for (Judged was : before) {
                    Instant start = was.record().windowStart();
                    boolean isAnothers = message.stream()
                            .noneMatch(reading -> windowOf(ts(reading.node())).equals(start));
                    if (isAnothers && was.hasMoved(at(start, after))) {
                        moved.merge(start, 1L, Long::sum);
                    }
                }
                before = after;
            }
            before.forEach(judged -> revisions.add(judged.record().samples()
                    + moved.getOrDefault(judged.record().windowStart(), 0L)));
        });
        return revisions;
    }

    private static List<List<Taken>> byMessage(Collection<Taken> readings) {
        TreeMap<Long, List<Taken>> messages = new TreeMap<>();
        readings.forEach(reading -> messages.computeIfAbsent(reading.message().offset(), o -> new ArrayList<>())
                .add(reading));
        return List.copyOf(messages.values());
    }

    private static Judged at(Instant start, List<Judged> windows) {
        return windows.stream()
                .filter(judged -> judged.record().windowStart().equals(start))
                .findFirst()
                .orElseThrow();
    }

    /** A record, the level before it, and whether late readings had a part in its change of level. */
    private record Judged(Record record, String from, boolean isLate) {
        boolean isChange() {
            return !record.level().equals(from);
        }

        boolean hasMoved(Judged now) {
            return !from.equals(now.from)
                    || !record.level().equals(now.record.level())
                    || (now.isChange() && isLate != now.isLate);
        }
    }

    private List<Judged> judged(String key, TreeMap<Instant, Taken> readings) {
        List<Judged> judged = new ArrayList<>();
        String level = "normal";
        boolean late = false;
        TreeMap<Instant, TreeMap<Instant, Taken>> windows = windows(readings);
        Set<Instant> cameLate = late(windows);
        for (var window : windows.entrySet()) {
            Record record = record(key, window.getKey(), window.getValue(), level);
            boolean becomesLate = cameLate.contains(window.getKey()) || (late && dependsOnThatBefore(record));
            judged.add(new Judged(record, level, late || becomesLate));
            level = record.level();
            late = becomesLate;
        }
        return judged;
    }

    /** Windows that have a reading which stands in the log behind one of a later window. */
    private static Set<Instant> late(TreeMap<Instant, TreeMap<Instant, Taken>> windows) {
        Set<Instant> late = new HashSet<>();
        Taken firstOfLater = null;
        for (var window : windows.descendingMap().entrySet()) {
            Collection<Taken> readings = window.getValue().values();
            Taken last = Collections.max(readings, Taken.ORDER_OF_THE_LOG);
            if (firstOfLater != null && Taken.ORDER_OF_THE_LOG.compare(firstOfLater, last) < 0) {
                late.add(window.getKey());
            }
            Taken first = Collections.min(readings, Taken.ORDER_OF_THE_LOG);
            firstOfLater = firstOfLater == null
                    ? first
                    : Collections.min(List.of(first, firstOfLater), Taken.ORDER_OF_THE_LOG);
        }
        return late;
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
            windows.computeIfAbsent(windowOf(ts), s -> new TreeMap<>()).put(ts, reading);
        });
        return windows;
    }

    private Instant windowOf(Instant ts) {
        return Instant.ofEpochSecond(Math.floorDiv(ts.getEpochSecond(), windowSeconds) * windowSeconds);
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
