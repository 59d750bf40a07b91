package io.sitewatch.batchview.api;

import io.sitewatch.batchview.site.InstrumentFacts;
import io.sitewatch.batchview.site.InstrumentKey;
import io.sitewatch.batchview.site.RulesFile;
import io.sitewatch.batchview.store.Histories;
import io.sitewatch.batchview.store.Instruments;
import io.sitewatch.batchview.store.Resolution;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One instrument, and the histories of one or several. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "instruments")
public class InstrumentResource {
    private static final Duration A_WEEK = Duration.ofDays(7);
    private static final int MOST_SERIES = 24;

    private final Instruments instruments;
    private final Histories histories;
    private final RulesFile rules;
    private final Asked asked;

    InstrumentResource(Instruments instruments, Histories histories, RulesFile rules, Asked asked) {
        this.instruments = instruments;
        this.histories = histories;
        this.rules = rules;
        this.asked = asked;
    }

    @GET
    @Path("/instruments/{type}/{borehole}")
    @Operation(summary = "The last record of an instrument, and from when to when it has any")
    public Instrument instrument(@PathParam("type") String type, @PathParam("borehole") String borehole) {
        InstrumentKey key = asked.instrument(type, borehole);
        Instruments.Latest latest = instruments.latest(key).orElseThrow(NotFoundException::new);
        Instruments.Extent extent = instruments.extent(key);
        InstrumentFacts facts = InstrumentFacts.of(rules.current(), key);
        return new Instrument(
                latest,
                extent.first(),
                extent.last(),
                facts.staleAfter().map(Duration::toSeconds).orElse(null),
                facts.changes());
    }

    @GET
    @Path("/history")
    @Operation(
            summary = "Readings through time, as many points as a chart has pixels",
            description = "Each point keeps the least and the greatest reading that it stands for.")
    public History history(
            @Parameter(description = "piezometer/BH-7; may be given several times") @QueryParam("series")
                    List<String> series,
            @Parameter(description = "ISO-8601 instant, or a date in the zone of the site") @QueryParam("from")
                    String from,
            @QueryParam("to") String to,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @QueryParam("pixels") @DefaultValue("1000")
                    String pixels,
            @Parameter(description = "adds the reading at that time, to measure changes from") @QueryParam("since")
                    Optional<String> since) {
        if (series.isEmpty() || series.size() > MOST_SERIES) {
            throw new BadRequest(
                    "series", "series: name 1 to " + MOST_SERIES + " instruments, such as piezometer/BH-7");
        }
        Asked.Span span = asked.span(from, to, A_WEEK);
        Optional<Instant> reference = asked.time("since", since);
        Resolution resolution = Resolution.of(span.from(), span.to(), asked.number("pixels", pixels, 10, 4000));
        List<Series> answers = series.stream()
                .map(asked::instrument)
                .map(key -> series(key, span, resolution, reference))
                .toList();
        return new History(
                span.from(), span.to(), resolution.grain(), resolution.width().toMillis(), answers);
    }

    private Series series(InstrumentKey key, Asked.Span span, Resolution resolution, Optional<Instant> reference) {
        return new Series(
                key.type().label(),
                key.borehole(),
                InstrumentFacts.of(rules.current(), key).limits(span.from(), span.to()),
                reference.flatMap(since -> histories.reference(key, since)).orElse(null),
                histories.points(key, span.from(), span.to(), resolution));
    }

    /** An instrument for its page; {@code staleAfterSeconds} is absent where it never goes stale. */
    public record Instrument(
            Instruments.Latest latest,
            Instant first,
            Instant last,
            Long staleAfterSeconds,
            List<InstrumentFacts.Change> changes) {}

    /** Series of one stretch of time; {@code grain} says what the points were made from. */
    public record History(Instant from, Instant to, String grain, long millisPerPoint, List<Series> series) {}

    /** One instrument's points, its limits in that time, and what changes are measured from. */
    public record Series(
            String instrument,
            String boreholeNumber,
            List<InstrumentFacts.LimitSpan> limits,
            Histories.Reference reference,
            List<Histories.Point> points) {}
}
