package io.sitewatch.batchview;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.sitewatch.batchview.sample.SampleSiteResource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A site with an issuer: nothing without a token that the issuer signed, but the probes. */
@QuarkusTest
@TestProfile(SignInTest.WithIssuer.class)
@QuarkusTestResource(SampleSiteResource.class)
class SignInTest {
    /** An issuer that nobody answers for: no token can be right. */
    public static final class WithIssuer implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "sitewatch.access.issuer", "http://localhost:1",
                    "sitewatch.access.audience", "sitewatch");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/site", "/api/events", "/api/export/records.csv", "/q/openapi", "/api/alerts"})
    void nothingWithoutAToken(String path) {
        given().get(path).then().statusCode(401).header("WWW-Authenticate", containsString("Bearer"));
        given().header("Authorization", "Bearer nonsense").get(path).then().statusCode(401);
        given().header("X-Forwarded-User", "ada").get(path).then().statusCode(401);
    }

    @Test
    void theProbesNeedNone() {
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200);
    }
}
