package io.sitewatch.local.cli.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sitewatch.local.cli.site.Counters;
import io.sitewatch.local.cli.site.SiteName;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/**
 * What a run of one site came to, for scripts: one line of JSON.
 *
 * @param lag null when the stream did not say
 * @param secondsToReady from the start of the command to the site's Ready, to a tenth; null when it was not Ready
 * @param secondsToFirstRecord from the start of the command to the first batch with records; null when there was none
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({
    "site",
    "namespace",
    "received",
    "averaged",
    "duplicate",
    "rejected",
    "records",
    "alerts",
    "lag",
    "seconds_to_ready",
    "seconds_to_first_record",
    "conserved"
})
public record Summary(
        String site,
        String namespace,
        long received,
        long averaged,
        long duplicate,
        long rejected,
        long records,
        long alerts,
        Long lag,
        BigDecimal secondsToReady,
        BigDecimal secondsToFirstRecord,
        boolean conserved) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static Summary of(
            SiteName site, Counters counters, Optional<Duration> toReady, Optional<Duration> toFirstRecord) {
        return new Summary(
                site.name(),
                site.namespace(),
                counters.received(),
                counters.averaged(),
                counters.duplicate(),
                counters.rejected(),
                counters.records(),
                counters.alerts(),
                counters.lag().isPresent() ? counters.lag().getAsLong() : null,
                toReady.map(Summary::seconds).orElse(null),
                toFirstRecord.map(Summary::seconds).orElse(null),
                counters.conserved());
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).setScale(1, RoundingMode.HALF_UP);
    }

    /** One line, without a newline. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a summary is always JSON", e);
        }
    }
}
