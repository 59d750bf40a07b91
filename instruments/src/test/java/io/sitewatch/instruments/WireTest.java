package io.sitewatch.instruments;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(WireTest.ThreeInstruments.class)
class WireTest {
    public static class ThreeInstruments implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("INSTRUMENTS_PER_TYPE", "3", "INSTRUMENTS_SEED", "11", "INSTRUMENTS_FAULTS", "duplicates=1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "water_standpipe, water_standpipe, water level (m)",
        "pore_pressure, piezometer, pressure (kPa)",
        "settlement/x, settlement_marker, displacement (mm)",
        "settlement/y, extensometer, displacement (mm)",
        "settlement/z, strain_gauge, microstrain"
    })
    void servesTheFivePaths(String path, String instrument, String units) {
        given().queryParam("faults", "none")
                .when()
                .get("/params/" + path)
                .then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .body("instruments", equalTo(3))
                .body("units", equalTo(units))
                .body("timezone", equalTo("UTC"))
                .body("items", hasSize(3))
                .body("items.instrument", everyItem(equalTo(instrument)));
    }

    @Test
    void makesTheConfiguredFaultsUnlessAskedForOthers() {
        when().get("/params/pore_pressure").then().body("items", hasSize(6));
        when().get("/params/pore_pressure?faults=none").then().body("items", hasSize(3));
    }

    @Test
    void anUnknownPathIs404WithAnError() {
        when().get("/params/settlement/w")
                .then()
                .statusCode(404)
                .body("error", containsString("settlement/x, settlement/y, settlement/z"));
        when().get("/elsewhere").then().statusCode(404).body("error", containsString("GET /"));
    }

    @Test
    void anUnknownFaultIs400AndNamesTheKnownOnes() {
        when().get("/params/pore_pressure?faults=gremlins=1")
                .then()
                .statusCode(400)
                .body("error", containsString("unknown fault \"gremlins\""))
                .body("error", containsString("cut-json"));
    }

    @Test
    void faultyAnswersKeepTheContentType() {
        given().queryParam("faults", "http-500")
                .when()
                .get("/params/pore_pressure")
                .then()
                .statusCode(500)
                .contentType(ContentType.JSON);
        String cut = given().queryParam("faults", "cut-json")
                .when()
                .get("/params/pore_pressure")
                .then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .extract()
                .asString();
        assertThat(cut).doesNotEndWith("]}");
    }

    @Test
    void aSlowAnswerTakesAtLeastItsSpan() {
        given().queryParam("faults", "slow=1:300ms")
                .when()
                .get("/params/pore_pressure")
                .then()
                .statusCode(200)
                .time(greaterThanOrEqualTo(300L));
    }

    @Test
    void theIndexListsPathsAndFaults() {
        List<String> faults = when().get("/")
                .then()
                .statusCode(200)
                .body("paths.path", hasItems("/params/water_standpipe", "/params/settlement/z"))
                .body("faults_now", is("duplicates=1.0"))
                .extract()
                .path("faults.name");
        assertThat(faults).hasSize(Fault.values().length);
        for (String fault : faults) {
            given().queryParam("faults", fault + "=0")
                    .when()
                    .get("/params/pore_pressure")
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void tellsItsHealthMetricsAndOpenApi() {
        when().get("/q/health").then().statusCode(200).body("status", is("UP"));
        when().get("/params/pore_pressure").then().statusCode(200);
        when().get("/q/metrics").then().statusCode(200).body(containsString("http_server_requests_seconds_count"));
        when().get("/q/openapi").then().statusCode(200).body(containsString("/params/{path}"));
    }
}
