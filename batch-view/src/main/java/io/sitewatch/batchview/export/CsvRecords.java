package io.sitewatch.batchview.export;

import io.sitewatch.batchview.store.Records.Row;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Records as CSV (RFC 4180, UTF-8). Each time stands twice: in UTC, and in the zone of the site with its offset, which
 * tells apart the hour that happens twice in autumn. Text that a spreadsheet would run as a formula gets an apostrophe.
 */
final class CsvRecords implements RecordWriter {
    private static final String[] HEADERS = {
        "instrument",
        "borehole_number",
        "window_start_utc",
        "window_start_local",
        "ts_utc",
        "reading",
        "units",
        "samples",
        "reading_min",
        "reading_max",
        "level",
        "surface_level_m",
        "northing_m",
        "easting_m",
        "revision",
        "late"
    };

    private final DateTimeFormatter local;
    private final CSVPrinter csv;

    CsvRecords(OutputStream out, ZoneId zone) throws IOException {
        local = DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(zone);
        csv = new CSVPrinter(
                new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 32 * 1024),
                CSVFormat.RFC4180.builder().setHeader(HEADERS).get());
    }

    @Override
    public void write(Row row) {
        try {
            csv.printRecord(
                    text(row.instrument()),
                    text(row.boreholeNumber()),
                    row.windowStart(),
                    local(row.windowStart()),
                    row.ts(),
                    row.reading(),
                    text(row.units()),
                    row.samples(),
                    row.readingMin(),
                    row.readingMax(),
                    row.level(),
                    row.surfaceLevel(),
                    row.northing(),
                    row.easting(),
                    row.revision(),
                    row.late());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String local(Instant instant) {
        return local.format(instant);
    }

    static String text(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    @Override
    public void close() throws IOException {
        csv.close(true);
    }
}
