package io.sitewatch.batchview.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sitewatch.batchview.store.Records.Selection;
import io.sitewatch.batchview.store.Summaries;
import io.sitewatch.batchview.store.Summaries.Bucket;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the pivot grid starts from: hours or days of all instruments, as compact rows. */
@Path("/api/pivot")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "pivot")
public class PivotResource {
    private static final JsonFactory JSON = new JsonFactory();
    private static final long MOST_ROWS = 1_000_000;
    private static final List<String> COLUMNS = List.of(
            "instrument",
            "borehole_number",
            "at",
            "units",
            "mean",
            "min",
            "max",
            "records",
            "samples",
            "level",
            "corrected",
            "late");

    private final Summaries summaries;
    private final Asked asked;

    PivotResource(Summaries summaries, Asked asked) {
        this.summaries = summaries;
        this.asked = asked;
    }

    @GET
    @Operation(
            summary = "Hours or days of all instruments, streamed",
            description = "{columns: [names], rows: [[values]]}; at is milliseconds since 1970, the start of the hour "
                    + "or of the day in the zone of the site.")
    public StreamingOutput pivot(
            @QueryParam("grain") @DefaultValue("day") String grain,
            @QueryParam("instrument") List<String> types,
            @QueryParam("borehole") List<String> boreholes,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @Context HttpServerRequest request) {
        if (!grain.equals("hour") && !grain.equals("day")) {
            throw new BadRequest("grain", "grain: \"" + grain + "\" is neither hour nor day");
        }
        Selection selection = asked.selection(types, boreholes, asked.span(from, to, Duration.ofDays(30)));
        long rows = summaries.count(grain, selection);
        if (rows > MOST_ROWS) {
            throw new BadRequest(
                    "from",
                    "that is " + rows + " rows, more than the " + MOST_ROWS
                            + " that a browser pivots well: take days instead of hours, or less time, or fewer instruments");
        }
        return Streamed.of(request, out -> write(out, grain, selection));
    }

    private void write(OutputStream out, String grain, Selection selection) throws IOException {
        // Closed only at its end: an answer that broke off must not get the brackets that make it look whole.
        JsonGenerator json = JSON.createGenerator(out);
        json.writeStartObject();
        json.writeFieldName("columns");
        json.writeArray(COLUMNS.toArray(String[]::new), 0, COLUMNS.size());
        json.writeArrayFieldStart("rows");
        summaries.each(grain, selection, bucket -> row(json, bucket));
        json.writeEndArray();
        json.writeEndObject();
        json.close();
    }

    private static void row(JsonGenerator json, Bucket bucket) {
        try {
            json.writeStartArray();
            json.writeString(bucket.instrument());
            json.writeString(bucket.boreholeNumber());
            json.writeNumber(bucket.at().toEpochMilli());
            json.writeString(bucket.units());
            json.writeNumber(bucket.mean());
            json.writeNumber(bucket.low());
            json.writeNumber(bucket.high());
            json.writeNumber(bucket.records());
            json.writeNumber(bucket.samples());
            json.writeString(bucket.level());
            json.writeNumber(bucket.corrected());
            json.writeNumber(bucket.late());
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
