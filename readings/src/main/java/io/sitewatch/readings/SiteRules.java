package io.sitewatch.readings;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * What the site's manifest says about its instruments, as the operator hands it to the stream job: a ConfigMap with this
 * as JSON, camelCase as in the manifest, durations as in {@link Durations}. Every field but {@code type} may be absent.
 *
 * @param instruments at most one entry a type; a type without one has no range, no limits and never goes stale
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SiteRules(List<InstrumentRules> instruments) {

    public SiteRules {
        instruments = instruments == null ? List.of() : List.copyOf(instruments);
    }

    /**
     * The rules of one type.
     *
     * @param units overrides the type's own
     * @param validRange readings outside are rejected, bounds included in the range
     * @param hysteresis how far back inside a limit a reading must come before the level falls, in the units of reading
     * @param staleAfter an instrument with nothing within it, by the clock, is stale
     * @param overrides for one instrument each, in the order of the manifest
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record InstrumentRules(
            InstrumentType type,
            String units,
            Range validRange,
            Limits limits,
            Double hysteresis,
            String staleAfter,
            List<Override> overrides) {

        public InstrumentRules {
            overrides = overrides == null ? List.of() : List.copyOf(overrides);
        }
    }

    /** Bounds of plausible readings, either may be absent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Range(Double min, Double max) {}

    /** The three levels' limits; any may be absent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Limits(Limit alert, Limit action, Limit alarm) {}

    /** A level is reached strictly above {@code above} or strictly below {@code below}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Limit(Double above, Double below) {}

    /**
     * What differs for one instrument.
     *
     * @param instrument the borehole number, for example BH-4493
     * @param limits replace the type's, whole
     * @param baseline subtracted from the calibrated reading
     * @param from readings observed from then on; absent: all. What was before is never rewritten
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Override(String instrument, Limits limits, Double baseline, Calibration calibration, Instant from) {}

    /** Linear ({@code factor * raw + offset}) or polynomial ({@code a * raw² + b * raw + c}); never both. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Calibration(Double factor, Double offset, Double a, Double b, Double c) {}
}
