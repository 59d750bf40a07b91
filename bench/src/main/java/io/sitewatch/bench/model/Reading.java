package io.sitewatch.bench.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.sitewatch.readings.InstrumentType;
import io.sitewatch.readings.RejectReason;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;

/** A reading that can be used. The checks are the third and fourth rule of the stream's meaning, one after the other. */
record Reading(
        InstrumentType instrument,
        String borehole,
        long observed,
        BigDecimal value,
        double surfaceLevel,
        double northing,
        double easting,
        String units) {

    private static final long FUTURE_MILLIS = Duration.ofMinutes(5).toMillis();

    /** @throws Refused with the reason */
    static Reading of(JsonNode json, long arrival, Duration lateness, double plausible) throws Refused {
        String label = text(json, "instrument");
        String borehole = text(json, "borehole_number");
        String timestamp = text(json, "timestamp");
        JsonNode value = json.path("reading");
        if (value.isMissingNode()
                || value.isNull()
                || value.isTextual() && value.textValue().isEmpty()) {
            throw new Refused(RejectReason.MISSING_FIELD);
        }
        InstrumentType type = InstrumentType.ofLabel(label).orElseThrow(() -> new Refused(RejectReason.UNKNOWN_TYPE));
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw new Refused(RejectReason.NOT_A_NUMBER);
        }
        long observed = observed(timestamp);
        if (observed > arrival + FUTURE_MILLIS) {
            throw new Refused(RejectReason.FUTURE);
        }
        if (observed < arrival - lateness.toMillis()) {
            throw new Refused(RejectReason.LATE);
        }
        if (Math.abs(value.doubleValue()) > plausible) {
            throw new Refused(RejectReason.OUT_OF_RANGE);
        }
        return new Reading(
                type,
                borehole,
                observed,
                value.decimalValue(),
                json.path("surface_level").doubleValue(),
                json.path("northing").doubleValue(),
                json.path("easting").doubleValue(),
                json.path("units").asText(type.units()));
    }

    private static String text(JsonNode json, String field) throws Refused {
        String text = json.path(field).asText("");
        if (json.path(field).isNull() || text.isEmpty()) {
            throw new Refused(RejectReason.MISSING_FIELD);
        }
        return text;
    }

    private static long observed(String timestamp) throws Refused {
        try {
            return OffsetDateTime.parse(timestamp).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            throw new Refused(RejectReason.BAD_TIME);
        }
    }

    /** Control flow of the checks, so without a stack trace. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final RejectReason reason;

        Refused(RejectReason reason) {
            super(reason.label(), null, false, false);
            this.reason = reason;
        }

        RejectReason reason() {
            return reason;
        }
    }
}
