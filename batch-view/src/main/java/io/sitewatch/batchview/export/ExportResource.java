package io.sitewatch.batchview.export;

import io.sitewatch.batchview.api.Asked;
import io.sitewatch.batchview.api.Streamed;
import io.sitewatch.batchview.export.Ags4Records.Installation;
import io.sitewatch.batchview.export.Ags4Records.Issue;
import io.sitewatch.batchview.site.SiteSettings;
import io.sitewatch.batchview.site.SiteTimes;
import io.sitewatch.batchview.store.Instruments;
import io.sitewatch.batchview.store.Records;
import io.sitewatch.batchview.store.Records.Selection;
import io.sitewatch.readings.InstrumentType;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Records as files, streamed: as long as anybody wants, in bounded memory. */
@Path("/api/export")
@Blocking
@Tag(name = "export")
public class ExportResource {
    private static final int BUFFER = 64 * 1024;
    private static final Duration A_WEEK = Duration.ofDays(7);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);

    private final Records records;
    private final Instruments instruments;
    private final Asked asked;
    private final SiteTimes times;
    private final SiteSettings site;

    ExportResource(Records records, Instruments instruments, Asked asked, SiteTimes times, SiteSettings site) {
        this.records = records;
        this.instruments = instruments;
        this.asked = asked;
        this.times = times;
        this.site = site;
    }

    @GET
    @Path("/records.csv")
    @Operation(summary = "Records as CSV, times in UTC and in the zone of the site")
    public Response csv(
            @QueryParam("instrument") List<String> types,
            @QueryParam("borehole") List<String> boreholes,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @Context HttpServerRequest request) {
        Selection selection = asked.selection(types, boreholes, asked.span(from, to, A_WEEK));
        return file(request, "text/csv", "csv", selection, out -> new CsvRecords(out, times.zone()));
    }

    @GET
    @Path("/records.parquet")
    @Operation(summary = "Records as Parquet, times in UTC")
    public Response parquet(
            @QueryParam("instrument") List<String> types,
            @QueryParam("borehole") List<String> boreholes,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @Context HttpServerRequest request) {
        Selection selection = asked.selection(types, boreholes, asked.span(from, to, A_WEEK));
        Map<String, String> about = Map.of(
                "site",
                site.name(),
                "namespace",
                site.namespace(),
                "timezone",
                times.zone().getId());
        return file(
                request, "application/vnd.apache.parquet", "parquet", selection, out -> new ParquetRecords(out, about));
    }

    @GET
    @Path("/records.ags")
    @Operation(summary = "Records as AGS4 (edition 4.1.1), times in UTC")
    public Response ags(
            @QueryParam("instrument") List<String> types,
            @QueryParam("borehole") List<String> boreholes,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("project") String project,
            @QueryParam("issue") @DefaultValue("1") String issue,
            @QueryParam("status") @DefaultValue("Preliminary") String status,
            @QueryParam("producer") @DefaultValue("Sitewatch") String producer,
            @QueryParam("recipient") @DefaultValue("Not stated") String recipient,
            @Context HttpServerRequest request) {
        Selection selection = asked.selection(types, boreholes, asked.span(from, to, A_WEEK));
        Issue stated = new Issue(
                site.name(),
                stated(project, site.name()),
                stated(issue, "1"),
                stated(status, "Preliminary"),
                stated(producer, "Sitewatch"),
                stated(recipient, "Not stated"),
                times.now(),
                selection.from(),
                selection.to());
        return file(
                request,
                "text/plain; charset=US-ASCII",
                "ags",
                selection,
                out -> new Ags4Records(out, stated, records.places(selection), installations(selection)));
    }

    private static String stated(String value, String otherwise) {
        return value == null || value.isBlank() ? otherwise : value.strip();
    }

    private List<Installation> installations(Selection selection) {
        return instruments.latest().stream()
                .filter(latest -> among(selection.instruments(), latest.instrument())
                        && among(selection.boreholes(), latest.boreholeNumber()))
                .flatMap(latest -> InstrumentType.ofLabel(latest.instrument()).stream()
                        .map(type -> new Installation(latest.boreholeNumber(), type)))
                .toList();
    }

    private static boolean among(Collection<String> names, String name) {
        return names.isEmpty() || names.contains(name);
    }

    private Response file(HttpServerRequest request, String type, String ending, Selection selection, Format format) {
        StreamingOutput content = Streamed.of(request, out -> {
            // Closed only when every record is in it: a file that broke off must not get an end that makes it look
            // whole.
            RecordWriter writer = format.open(new BufferedOutputStream(out, BUFFER));
            records.each(selection, writer::write);
            writer.close();
        });
        String name = "%s-%s-%s.%s"
                .formatted(
                        site.name().replaceAll("[^A-Za-z0-9._-]", "_"),
                        STAMP.format(selection.from()),
                        STAMP.format(selection.to()),
                        ending);
        return Response.ok(content, type)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .build();
    }

    /** Opens a writer of one format. */
    private interface Format {
        RecordWriter open(OutputStream out) throws IOException;
    }
}
