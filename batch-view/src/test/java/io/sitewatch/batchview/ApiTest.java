package io.sitewatch.batchview;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.ParquetReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.sitewatch.batchview.export.Ags4Rules;
import io.sitewatch.batchview.sample.SampleSiteResource;
import io.sitewatch.batchview.sample.SitePostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(SampleSiteResource.class)
class ApiTest {
    @TestHTTPResource("/")
    URL home;

    private SitePostgres postgres;

    @Test
    void sayWhichSiteItIs() {
        given().get("/api/site")
                .then()
                .statusCode(200)
                .body("name", equalTo("shaft"))
                .body("timezone", equalTo("Europe/London"))
                .body("day_timezone", equalTo("Europe/London"))
                .body("access", equalTo("cluster"))
                .body("types", hasSize(5))
                .body("types.find { it.instrument == 'piezometer' }.limits.alarm.above", equalTo(180.0f));
    }

    @Test
    void showEveryInstrumentWithItsLevel() {
        given().get("/api/overview")
                .then()
                .statusCode(200)
                .body("instruments", hasSize(100))
                .body("counts.stale", equalTo(8))
                .body("open_alerts", greaterThan(0));
    }

    @Test
    void historyHasAPointPerPixelAndTheLimits() {
        given().queryParam("series", "piezometer/BH-101")
                .queryParam("pixels", 200)
                .get("/api/history")
                .then()
                .statusCode(200)
                .body("grain", equalTo("record"))
                .body("series[0].points", hasSize(greaterThan(150)))
                .body("series[0].limits", hasSize(2));
    }

    @Test
    void refuseAnUnknownTypeInWords() {
        given().queryParam("series", "thermometer/BH-1")
                .get("/api/history")
                .then()
                .statusCode(400)
                .body("field", equalTo("instrument"))
                .body("error", containsString("water_standpipe"));
    }

    @Test
    void oneHistoryKeepsTheExtremesOfTheRecordsAtAnyZoom() {
        for (int pixels : new int[] {10, 100, 3000}) {
            var points = given().queryParam("series", "piezometer/BH-103")
                    .queryParam("from", "2020-01-01")
                    .queryParam("pixels", pixels)
                    .get("/api/history")
                    .jsonPath();
            List<Float> high = points.getList("series[0].points.high", Float.class);
            List<Float> low = points.getList("series[0].points.low", Float.class);
            assertThat(Collections.max(high)).isEqualTo(extreme("max(reading_max)"));
            assertThat(Collections.min(low)).isEqualTo(extreme("min(reading_min)"));
        }
    }

    private float extreme(String what) {
        return number("SELECT " + what + " FROM record WHERE instrument = 'piezometer' AND borehole_number = 'BH-103'");
    }

    private float number(String sql) {
        try (Connection connection = postgres.report();
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getFloat(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void changesAreMeasuredFromTheReadingThatCountedThen() {
        given().queryParam("series", "piezometer/BH-101")
                .queryParam("series", "strain_gauge/BH-401")
                .queryParam("since", Instant.now().minus(Duration.ofDays(3)).toString())
                .get("/api/history")
                .then()
                .statusCode(200)
                .body("series", hasSize(2))
                .body("series.reference.reading", everyItem(notNullValue()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/history?series=piezometer/BH-1%27%20OR%20%271%27=%271",
                "/api/history?series=piezometer/%27;DROP%20TABLE%20record;--",
                "/api/records?borehole=%27%29%20OR%20true--",
                "/api/records?borehole=BH-101%22%7D",
                "/api/export/records.csv?borehole=$$;SELECT%20pg_sleep(10)$$"
            })
    void aHostileNameIsOnlyAName(String path) {
        String body = given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(body).doesNotContain("BH-1\"").doesNotContain("BH-101");
        given().get("/api/overview").then().statusCode(200).body("instruments", hasSize(100));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/history?series=piezometer/BH-1&pixels=-3 | pixels",
                "/api/history?series=piezometer | series",
                "/api/history | series",
                "/api/history?series=piezometer/BH-1&from=soon | from",
                "/api/history?series=piezometer/BH-1&from=2026-02-01&to=2026-01-01 | from",
                "/api/history?series=piezometer/BH-1&from=-999999999-01-01 | from",
                "/api/records?after=nonsense | after",
                "/api/records?limit=1000000 | limit",
                "/api/records?limit=1e9 | limit",
                "/api/alerts?limit=all | limit",
                "/api/history?series=piezometer/BH-1&pixels=99999999999 | pixels",
                "/api/alerts/acknowledgements?series=piezometer/BH-1&at=yesterday&kind=level | at",
                "/api/records?instrument=nonsense | instrument",
                "/api/alerts?after=bm9uc2Vuc2U | after",
                "/api/pivot?grain=week | grain"
            })
    void whatIsWrongIsNamed(String path, String field) {
        given().get(path).then().statusCode(400).body("field", equalTo(field)).body("error", notNullValue());
    }

    @Test
    void recordsArePagedWithoutALossOrARepeat() {
        List<String> seen = new ArrayList<>();
        String next = null;
        do {
            var request = given().queryParam("instrument", "piezometer")
                    .queryParam("from", Instant.now().minus(Duration.ofHours(6)).toString())
                    .queryParam("limit", 37);
            JsonPath page = (next == null ? request : request.queryParam("after", next))
                    .get("/api/records")
                    .jsonPath();
            List<Map<String, Object>> records = page.getList("records");
            records.forEach(record -> seen.add(record.get("borehole_number") + " " + record.get("window_start")));
            next = page.getString("next");
        } while (next != null);

        assertThat(seen).hasSizeGreaterThan(500).doesNotHaveDuplicates();
    }

    @Test
    void alertsArePagedNewestFirst() {
        JsonPath first = given().queryParam("limit", 5).get("/api/alerts").jsonPath();
        JsonPath second = given().queryParam("limit", 5)
                .queryParam("after", first.getString("next"))
                .get("/api/alerts")
                .jsonPath();

        List<String> times = new ArrayList<>(first.getList("alerts.at", String.class));
        times.addAll(second.getList("alerts.at", String.class));
        assertThat(times)
                .hasSize(10)
                .isSortedAccordingTo(Comparator.comparing(Instant::parse).reversed());
    }

    @Test
    void anAcknowledgementNeedsAPersonAndStaysUnderTheirName() {
        Map<String, Object> alert =
                given().queryParam("limit", 1).get("/api/alerts").jsonPath().getMap("alerts[0]");
        Map<String, Object> said = new HashMap<>();
        List.of("instrument", "borehole_number", "at", "kind").forEach(field -> said.put(field, alert.get(field)));
        said.put("comment", "<script>alert(1)</script>");

        post(said).statusCode(400).body("field", equalTo("name"));
        said.put("name", "   ");
        post(said).statusCode(400).body("field", equalTo("name"));
        said.put("name", "Ada");
        post(said).statusCode(201).body("person", equalTo("Ada")).body("verified", equalTo(false));
        given().queryParam("series", alert.get("instrument") + "/" + alert.get("borehole_number"))
                .queryParam("at", alert.get("at"))
                .queryParam("kind", alert.get("kind"))
                .get("/api/alerts/acknowledgements")
                .then()
                .statusCode(200)
                .body("person", hasItem("Ada"));
        said.put("at", "2001-01-01T00:00:00Z");
        post(said).statusCode(404);
    }

    private static io.restassured.response.ValidatableResponse post(Map<String, Object> body) {
        return given().contentType("application/json")
                .body(body)
                .post("/api/alerts/acknowledgements")
                .then();
    }

    @Test
    void csvHoldsEveryRecordOnceWithBothTimes() throws IOException {
        String csv = given().queryParam("instrument", "piezometer")
                .queryParam("borehole", "BH-101")
                .queryParam("from", "2000-01-01")
                .get("/api/export/records.csv")
                .then()
                .statusCode(200)
                .header("Content-Disposition", containsString("attachment; filename=\"shaft-"))
                .extract()
                .asString();

        try (CSVParser rows =
                CSVParser.parse(csv, CSVFormat.RFC4180.builder().setHeader().get())) {
            List<CSVRecord> records = rows.getRecords();
            assertThat(records).hasSize(21 * 144);
            assertThat(records).allSatisfy(record -> assertThat(OffsetDateTime.parse(record.get("window_start_local"))
                            .toInstant())
                    .isEqualTo(Instant.parse(record.get("window_start_utc"))));
        }
    }

    @Test
    void parquetHoldsEveryRecordAndItsTypes() throws IOException {
        byte[] bytes = given().queryParam("instrument", "piezometer")
                .queryParam("from", "2000-01-01")
                .get("/api/export/records.parquet")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        Path file = Files.createTempFile("records", ".parquet");
        try {
            Files.write(file, bytes);
            List<Map<String, Object>> rows;
            try (var stream = ParquetReader.streamContent(file.toFile(), new ColumnsByName())) {
                rows = stream.toList();
            }
            assertThat(rows).hasSize((int) number("SELECT count(*) FROM record WHERE instrument = 'piezometer'"));
            assertThat(rows.get(0)).containsEntry("instrument", "piezometer").containsEntry("units", "pressure (kPa)");
        } finally {
            Files.delete(file);
        }
    }

    private static final class ColumnsByName implements Hydrator<Map<String, Object>, Map<String, Object>, String[]> {
        @Override
        public Map<String, Object> start() {
            return new HashMap<>();
        }

        @Override
        public Map<String, Object> add(Map<String, Object> row, String[] column, Object value) {
            row.put(String.join(".", column), value);
            return row;
        }

        @Override
        public Map<String, Object> finish(Map<String, Object> row) {
            return row;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "ags", "csv", "ags"})
    void aFileThatBreaksOffDoesNotLookWhole(String format) throws IOException {
        HttpURLConnection export = (HttpURLConnection)
                new URL(home + "api/export/records." + format + "?from=2000-01-01").openConnection();
        try (InputStream file = export.getInputStream()) {
            // Past what is written before the records, and far from all that there is.
            assertThat(file.readNBytes(100_000)).hasSize(100_000);
            postgres.cutReaders();
            assertThatThrownBy(() -> file.transferTo(OutputStream.nullOutputStream()))
                    .isInstanceOf(IOException.class);
        }
        given().get("/api/overview").then().statusCode(200);
    }

    @Test
    void agsOfTheWholeSiteKeepsTheRules() {
        String ags = given().queryParam(
                        "from", Instant.now().minus(Duration.ofHours(12)).toString())
                .queryParam("recipient", "The \"Client\", Ltd")
                .get("/api/export/records.ags")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(Ags4Rules.brokenBy(ags)).isEmpty();
        assertThat(Ags4Rules.rows(ags, "MOND"))
                .hasSizeGreaterThan(5000)
                .allSatisfy(row -> assertThat(row.get("MOND_UNIT")).isNotEmpty());
        assertThat(Ags4Rules.rows(ags, "LOCA")).hasSize(100);
    }

    @Test
    void pivotHoldsADayOfEachInstrument() {
        given().queryParam("from", LocalDate.now().minusDays(5).toString())
                .queryParam("to", LocalDate.now().minusDays(4).toString())
                .get("/api/pivot")
                .then()
                .statusCode(200)
                .body("columns[4]", equalTo("mean"))
                .body("rows", hasSize(100))
                .body("rows[0][7]", equalTo(144));
    }

    @Test
    void changesComeAsEvents() throws IOException {
        HttpURLConnection events = (HttpURLConnection) new URL(home + "api/events").openConnection();
        events.setReadTimeout(20_000);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(events.getInputStream(), StandardCharsets.UTF_8))) {
            JsonPath first = nextEvent(lines);
            assertThat(first.getList("instruments")).hasSize(100);
            postgres.asOwner("UPDATE record SET reading = reading + 0.01, revision = revision + 1 "
                    + "WHERE (instrument, borehole_number, window_start) IN (SELECT instrument, borehole_number, "
                    + "window_start FROM v_latest WHERE instrument = 'extensometer' AND borehole_number = 'BH-305')");
            JsonPath changed = first;
            for (int looks = 0; looks < 20 && changed.getList("instruments").size() != 1; looks++) {
                changed = nextEvent(lines);
            }
            assertThat(changed.getList("instruments.borehole_number", String.class))
                    .containsExactly("BH-305");
        } finally {
            events.disconnect();
        }
    }

    private static JsonPath nextEvent(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.startsWith("data:")) {
            line = lines.readLine();
        }
        return JsonPath.from(String.valueOf(line).substring("data:".length()));
    }

    @Test
    void everyAnswerCarriesTheSecurityHeaders() {
        for (String path : List.of("/api/site", "/q/openapi", "/nothing-here")) {
            given().get(path)
                    .then()
                    .header("Content-Security-Policy", not(containsString("unsafe-inline")))
                    .header("Content-Security-Policy", containsString("default-src 'none'"))
                    .header("X-Content-Type-Options", equalTo("nosniff"))
                    .header("Referrer-Policy", equalTo("no-referrer"));
        }
    }

    @Test
    void openApiNamesTheOperations() {
        given().queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body(
                        "paths.keySet()",
                        hasItems("/api/overview", "/api/history", "/api/pivot", "/api/export/records.ags"));
    }

    @Test
    void isReadyWhenTheTablesCanBeRead() {
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    }
}
