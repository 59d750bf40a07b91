package io.sitewatch.batchview.api;

import io.sitewatch.batchview.store.Records;
import io.sitewatch.batchview.store.Records.RecordKey;
import io.sitewatch.batchview.store.Records.Row;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The records, in pages, for programs. */
@Path("/api/records")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "records")
public class RecordResource {
    private final Records records;
    private final Asked asked;

    RecordResource(Records records, Asked asked) {
        this.records = records;
        this.asked = asked;
    }

    @GET
    @Operation(summary = "Records in the order of type, borehole and time, page by page")
    public Page page(
            @QueryParam("instrument") List<String> types,
            @QueryParam("borehole") List<String> boreholes,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("after") Optional<String> after,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @QueryParam("limit") @DefaultValue("1000")
                    String limit) {
        int most = asked.number("limit", limit, 1, 10_000);
        Records.Selection selection = asked.selection(types, boreholes, asked.span(from, to, Duration.ofDays(1)));
        List<Row> found = records.page(selection, after.map(RecordResource::key), most + 1);
        if (found.size() <= most) {
            return new Page(found, null);
        }
        Row last = found.get(most - 1);
        return new Page(
                found.subList(0, most), Cursor.of(last.instrument(), last.boreholeNumber(), last.windowStart()));
    }

    private static RecordKey key(String cursor) {
        List<String> parts = Cursor.parts("after", cursor, 3);
        try {
            return new RecordKey(parts.get(0), parts.get(1), Instant.parse(parts.get(2)));
        } catch (DateTimeException e) {
            throw Cursor.unknown("after");
        }
    }

    /** Records, and the cursor of the next page, which is absent on the last. */
    public record Page(List<Row> records, String next) {}
}
