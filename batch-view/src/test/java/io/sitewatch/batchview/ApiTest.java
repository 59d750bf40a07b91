package io.sitewatch.batchview;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sitewatch.batchview.sample.SampleSiteResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SampleSiteResource.class)
class ApiTest {
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
}
