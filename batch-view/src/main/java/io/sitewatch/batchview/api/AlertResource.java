package io.sitewatch.batchview.api;

import io.sitewatch.batchview.security.Access;
import io.sitewatch.batchview.site.InstrumentKey;
import io.sitewatch.batchview.store.Alerts;
import io.sitewatch.batchview.store.Alerts.Alert;
import io.sitewatch.batchview.store.Alerts.AlertKey;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The alert log and its acknowledgements. */
@Path("/api/alerts")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "alerts")
public class AlertResource {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_COMMENT = 4000;

    private final Alerts alerts;
    private final Asked asked;
    private final Access access;

    AlertResource(Alerts alerts, Asked asked, Access access) {
        this.alerts = alerts;
        this.asked = asked;
        this.access = access;
    }

    @GET
    @Operation(summary = "The alert log, newest first")
    public Page page(
            @QueryParam("series") Optional<String> series,
            @QueryParam("open") @DefaultValue("false") boolean open,
            @QueryParam("after") Optional<String> after,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @QueryParam("limit") @DefaultValue("50")
                    String limit) {
        int most = asked.number("limit", limit, 1, 500);
        Optional<InstrumentKey> only = series.map(asked::instrument);
        List<Alert> found = alerts.page(after.map(AlertResource::key), only, open, most + 1);
        if (found.size() <= most) {
            return new Page(found, null);
        }
        Alert last = found.get(most - 1);
        return new Page(
                found.subList(0, most), Cursor.of(last.at(), last.instrument(), last.boreholeNumber(), last.kind()));
    }

    private static AlertKey key(String cursor) {
        List<String> parts = Cursor.parts("after", cursor, 4);
        try {
            return new AlertKey(parts.get(1), parts.get(2), Instant.parse(parts.get(0)), parts.get(3));
        } catch (DateTimeException e) {
            throw Cursor.unknown("after");
        }
    }

    @GET
    @Path("/acknowledgements")
    @Operation(summary = "Everything that was said about one alert, oldest first")
    public List<Alerts.Word> words(
            @QueryParam("series") String series,
            @QueryParam("at") Optional<String> time,
            @QueryParam("kind") String kind) {
        Instant at = asked.time("at", time).orElse(null);
        if (series == null || at == null || kind == null) {
            throw new BadRequest("at", "name the alert: series=piezometer/BH-7&at=2026-05-02T08:06:40Z&kind=level");
        }
        InstrumentKey key = asked.instrument(series);
        return alerts.words(new AlertKey(key.type().label(), key.borehole(), at, kind));
    }

    @POST
    @Path("/acknowledgements")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Say that an alert was seen; it stays for ever under the name of who said it")
    public Response acknowledge(Acknowledgement said) {
        if (said == null
                || said.instrument() == null
                || said.boreholeNumber() == null
                || said.at() == null
                || said.kind() == null) {
            throw new BadRequest("at", "name the alert: instrument, borehole_number, at and kind are needed");
        }
        String comment = said.comment() == null ? "" : said.comment().strip();
        if (comment.length() > LONGEST_COMMENT) {
            throw new BadRequest("comment", "comment: at most " + LONGEST_COMMENT + " characters");
        }
        Optional<String> vouched = access.person();
        String person = vouched.or(() -> declared(said.name()))
                .orElseThrow(() -> new BadRequest(
                        "name",
                        access.declaredNames()
                                ? "name: say who acknowledges, in 1 to " + LONGEST_NAME + " characters"
                                : "name: sign in to acknowledge; this site takes no name that nobody vouches for"));
        AlertKey key = new AlertKey(said.instrument(), said.boreholeNumber(), said.at(), said.kind());
        long id = alerts.acknowledge(key, person, vouched.isPresent(), comment).orElseThrow(NotFoundException::new);
        return Response.status(Response.Status.CREATED)
                .entity(new Acknowledged(id, person, vouched.isPresent()))
                .build();
    }

    private Optional<String> declared(String name) {
        return Optional.ofNullable(name)
                .map(String::strip)
                .filter(given -> access.declaredNames() && !given.isEmpty() && given.length() <= LONGEST_NAME);
    }

    /** Alerts, and the cursor of the next page, which is absent on the last. */
    public record Page(List<Alert> alerts, String next) {}

    /** Which alert, what is said, and by whom where nobody signed in. */
    public record Acknowledgement(
            String instrument, String boreholeNumber, Instant at, String kind, String comment, String name) {}

    /** What was kept. */
    public record Acknowledged(long id, String person, boolean verified) {}
}
