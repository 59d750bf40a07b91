package io.sitewatch.stream.wire;

import io.sitewatch.readings.InstrumentType;
import io.sitewatch.readings.RejectReason;
import io.sitewatch.stream.meaning.InstrumentKey;
import io.sitewatch.stream.meaning.InstrumentRuleSet;
import io.sitewatch.stream.meaning.Reading;
import io.sitewatch.stream.meaning.RuleSet;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides whether an item is a reading that counts. Time is judged against the Kafka record's own timestamp, so that a
 * replay decides the same.
 */
public final class Cleaning {
    /** How far clocks of instruments may run ahead, milliseconds. */
    static final long FUTURE_MILLIS = 300_000;

    private final long latenessMillis;

    public Cleaning(long latenessMillis) {
        this.latenessMillis = latenessMillis;
    }

    /**
     * Where a message stands in the log.
     *
     * @param arrival milliseconds since 1970; a message without a time, or with one of before, counts as of then: no view has
     *     the dates of before Christ that a reading could agree with it on
     */
    public record Place(int partition, long offset, long arrival) {
        public Place {
            arrival = Math.max(arrival, 0);
        }
    }

    /** Where the decision goes; exactly one of the two is called. */
    public interface Decision {
        void clean(InstrumentKey key, Reading reading);

        void rejected(RejectReason reason, String detail);
    }

    /** Judges one item of a message by the rules in force at its arrival. */
    public void judge(WireItem item, int index, Place place, RuleSet rules, int rulesVersion, Decision decision) {
        OptionalLong ts = OptionalLong.empty();
        if (item.timestamp != null && !item.timestamp.isEmpty()) {
            ts = Timestamps.micros(item.timestamp);
            if (ts.isEmpty()) {
                item.fault(
                        RejectReason.BAD_TIME,
                        "timestamp is no ISO-8601 time with a zone: " + WireItem.shortened(item.timestamp));
            }
        }
        Optional<InstrumentType> type = Optional.empty();
        if (item.instrument != null && !item.instrument.isEmpty()) {
            type = InstrumentType.ofLabel(item.instrument);
            if (type.isEmpty()) {
                item.fault(
                        RejectReason.UNKNOWN_TYPE,
                        "instrument is " + WireItem.shortened(item.instrument) + ", none of "
                                + InstrumentType.labels());
            }
        }
        if (item.fault() != null) {
            decision.rejected(item.fault(), item.detail());
            return;
        }
        InstrumentKey key = new InstrumentKey(type.orElseThrow(), item.boreholeNumber);
        judgeMeaning(item, ts.orElseThrow(), key, rules.of(key), place);
        if (item.fault() != null) {
            decision.rejected(item.fault(), item.detail());
            return;
        }
        decision.clean(
                key,
                new Reading(
                        ts.orElseThrow(),
                        item.reading,
                        item.surfaceLevel,
                        item.northing,
                        item.easting,
                        item.units == null ? "" : item.units,
                        place.arrival(),
                        place.arrival(),
                        place.partition(),
                        place.offset(),
                        index,
                        item.from,
                        item.length,
                        rulesVersion));
    }

    private void judgeMeaning(WireItem item, long ts, InstrumentKey key, InstrumentRuleSet rules, Place place) {
        if (!rules.inRange(item.reading)) {
            item.fault(
                    RejectReason.OUT_OF_RANGE,
                    "reading is " + item.reading + ", outside validRange of "
                            + key.type().label());
        } else if (!Double.isFinite(rules.calibrated(ts, item.reading))) {
            item.fault(RejectReason.NOT_A_NUMBER, "reading is not finite once calibrated");
        }
        if (ts > (place.arrival() + FUTURE_MILLIS) * 1000) {
            item.fault(RejectReason.FUTURE, "timestamp is over five minutes after the arrival of the message");
        } else if (ts < (place.arrival() - latenessMillis) * 1000) {
            item.fault(RejectReason.LATE, "timestamp is older than the site's lateness at the arrival of the message");
        }
    }
}
