package io.sitewatch.readings;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a reading went to {@link Topics#REJECTED}. The labels are part of the contract: people count and filter by them. */
public enum RejectReason {
    /** The value is no JSON object in the wire format, or is cut short. */
    UNPARSEABLE,
    /** A required field is null, absent or empty. */
    MISSING_FIELD,
    /** The timestamp is no ISO-8601 instant. */
    BAD_TIME,
    /** {@code instrument} is none of {@link InstrumentType}. */
    UNKNOWN_TYPE,
    /** A number is NaN or infinite, or a number field holds none. */
    NOT_A_NUMBER,
    /** Outside the site's {@code validRange} for the type. */
    OUT_OF_RANGE,
    /** More than five minutes after the Kafka record's own time. */
    FUTURE,
    /** Older than the site's {@code lateness}, against the Kafka record's own time. */
    LATE,
    /** A view refused the document for good, for example Elasticsearch with a mapping error. */
    REFUSED_BY_SINK;

    /** The name in the topic, the metrics and the tables, for example {@code out_of_range}. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
