package io.sitewatch.stream.reference;

import io.sitewatch.readings.RejectReason;
import io.sitewatch.stream.meaning.AlertChange;
import io.sitewatch.stream.meaning.FoldOutput;
import io.sitewatch.stream.meaning.InstrumentFold;
import io.sitewatch.stream.meaning.InstrumentKey;
import io.sitewatch.stream.meaning.InstrumentStatus;
import io.sitewatch.stream.meaning.InstrumentStore;
import io.sitewatch.stream.meaning.Look;
import io.sitewatch.stream.meaning.Reading;
import io.sitewatch.stream.meaning.RecordChange;
import io.sitewatch.stream.meaning.RuleSet;
import io.sitewatch.stream.wire.Cleaning;
import io.sitewatch.stream.wire.WireItem;
import io.sitewatch.stream.wire.WireParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.LongToIntFunction;

/** The stream's own rules with nothing of Spark around them: batches in, views out, state as bytes in a map. */
public final class MemoryStream {
    private final WireParser parser = new WireParser();
    private final Cleaning cleaning;
    private final InstrumentFold fold;
    private final IntFunction<RuleSet> rules;
    private final LongToIntFunction versionAt;

    private final Map<String, byte[]> state = new HashMap<>();
    private final Map<String, RecordChange> records = new TreeMap<>();
    private final Map<String, AlertChange> alerts = new TreeMap<>();
    private final List<AlertChange> announced = new ArrayList<>();
    private final Map<String, Long> rejected = new TreeMap<>();
    private final Map<String, InstrumentStatus> statuses = new TreeMap<>();
    private long received;
    private long averaged;
    private long duplicate;

    public MemoryStream(
            long windowSeconds, long latenessSeconds, IntFunction<RuleSet> rules, LongToIntFunction versionAt) {
        this.cleaning = new Cleaning(latenessSeconds * 1000);
        this.fold = new InstrumentFold(windowSeconds * 1_000_000, latenessSeconds * 1000, rules);
        this.rules = rules;
        this.versionAt = versionAt;
    }

    /** With one version of the rules. */
    public MemoryStream(long windowSeconds, long latenessSeconds, RuleSet rules) {
        this(windowSeconds, latenessSeconds, version -> rules, arrival -> 0);
    }

    /** One batch. */
    public void batch(List<Message> messages, long now) {
        Map<InstrumentKey, List<Reading>> byInstrument = new LinkedHashMap<>();
        for (Message message : messages) {
            int version = versionAt.applyAsInt(message.arrival());
            Cleaning.Place place = new Cleaning.Place(message.partition(), message.offset(), message.arrival());
            List<WireItem> items = parser.parse(message.value());
            for (int i = 0; i < items.size(); i++) {
                received++;
                cleaning.judge(items.get(i), i, place, rules.apply(version), version, new Cleaning.Decision() {
                    @Override
                    public void clean(InstrumentKey key, Reading reading) {
                        byInstrument
                                .computeIfAbsent(key, k -> new ArrayList<>())
                                .add(reading);
                    }

                    @Override
                    public void rejected(RejectReason reason, String detail) {
                        rejected.merge(reason.label(), 1L, Long::sum);
                    }
                });
            }
        }
        byInstrument.forEach((key, readings) -> fold.apply(key, readings, List.of(), now, new Store(key), new Views()));
    }

    /** The clock asks to look at these instruments. */
    public void look(List<InstrumentKey> keys, long logTime) {
        keys.forEach(key -> fold.apply(
                key,
                new ArrayList<>(),
                List.of(new Look(logTime, versionAt.applyAsInt(logTime))),
                logTime,
                new Store(key),
                new Views()));
    }

    public Map<String, RecordChange> records() {
        return records;
    }

    public Map<String, AlertChange> alerts() {
        return alerts;
    }

    /** Every word that was said of alerts, in order. */
    public List<AlertChange> announced() {
        return announced;
    }

    public Map<String, Long> rejectedByReason() {
        return rejected;
    }

    public Map<String, InstrumentStatus> statuses() {
        return statuses;
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

    /** Bytes of state, over all instruments. */
    public long stateBytes() {
        return state.values().stream().mapToLong(bytes -> bytes.length).sum();
    }

    public int stateEntries() {
        return state.size();
    }

    private final class Store implements InstrumentStore {
        private final String prefix;

        Store(InstrumentKey key) {
            prefix = key.text() + "#";
        }

        @Override
        public byte[] head() {
            return state.get(prefix);
        }

        @Override
        public void head(byte[] bytes) {
            state.put(prefix, bytes);
        }

        @Override
        public byte[] bucket(long start) {
            return state.get(prefix + start);
        }

        @Override
        public void bucket(long start, byte[] bytes) {
            state.put(prefix + start, bytes);
        }

        @Override
        public void removeBucket(long start) {
            state.remove(prefix + start);
        }
    }

    private final class Views implements FoldOutput {
        @Override
        public void record(RecordChange change) {
            String key = change.key().text() + "@" + change.windowStart();
            RecordChange before = records.put(key, change);
            if (before != null && before.revision() >= change.revision()) {
                throw new AssertionError("the revision did not rise: " + before + " then " + change);
            }
            if (change.isFirst() != (before == null)) {
                throw new AssertionError(change + " after " + before);
            }
        }

        @Override
        public void alert(AlertChange change) {
            String key = change.key().text() + "@" + change.at() + "/" + change.kind();
            boolean wasThere = alerts.containsKey(key);
            if (wasThere == (change.act() == AlertChange.Act.RAISED)) {
                throw new AssertionError(change + " although there was " + alerts.get(key));
            }
            if (change.act() == AlertChange.Act.WITHDRAWN) {
                alerts.remove(key);
            } else {
                alerts.put(key, change);
            }
            if (change.act() != AlertChange.Act.AMENDED) {
                announced.add(change);
            }
        }

        @Override
        public void tooLate(Reading reading) {
            rejected.merge("late", 1L, Long::sum);
        }

        @Override
        public void status(InstrumentStatus status) {
            statuses.put(status.key().text(), status);
            averaged += status.averaged();
            duplicate += status.duplicate();
        }
    }
}
