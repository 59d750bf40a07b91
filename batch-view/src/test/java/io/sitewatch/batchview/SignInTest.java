package io.sitewatch.batchview;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.sitewatch.batchview.sample.Chromium;
import io.sitewatch.batchview.sample.IdentityProvider;
import io.sitewatch.batchview.sample.SampleSiteResource;
import java.net.URI;
import java.net.URL;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A site with an issuer: nothing without a person that it vouches for, but the probes. */
@QuarkusTest
@TestProfile(SignInTest.WithIssuer.class)
@QuarkusTestResource(SampleSiteResource.class)
class SignInTest {
    /** The same application, before a provider that signs people in. */
    public static final class WithIssuer implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(IdentityProvider.class));
        }
    }

    private static final String SESSION = "sitewatch-session";
    private static final String ATTEMPT = "sitewatch-sign-in";

    @TestHTTPResource("/")
    URL home;

    private MockOAuth2Server provider;

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/site", "/api/events", "/api/export/records.csv", "/q/openapi", "/api/alerts"})
    void nothingWithoutSomebodyVouchedFor(String path) {
        given().get(path).then().statusCode(401).header("WWW-Authenticate", containsString("Bearer"));
        given().header("Authorization", "Bearer nonsense").get(path).then().statusCode(401);
        given().header("X-Forwarded-User", "ada").get(path).then().statusCode(401);
        given().cookie(SESSION, "nonsense").get(path).then().statusCode(401);
    }

    @Test
    void theProbesNeedNone() {
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200);
    }

    @Test
    void whoOpensAPageIsSentToSignIn() {
        browser()
                .header("Accept", "text/html,application/xhtml+xml")
                .get("/")
                .then()
                .statusCode(302)
                .header("Location", endsWith("/sign-in"));
    }

    @Test
    void thePersonIsTheOneThatTheIssuerVouchesForAndComesBackToTheirPage() {
        Response departure = browser().queryParam("to", "#/pivot?grain=hour").get("/sign-in");
        Map<String, String> asked = parameters(departure.header("Location"));
        assertThat(asked)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", IdentityProvider.CLIENT)
                .containsEntry("redirect_uri", home + "sign-in/callback")
                .containsEntry("code_challenge_method", "S256")
                .containsKeys("code_challenge", "state", "nonce")
                .containsEntry("scope", "openid profile email");

        Response arrival = arrive(departure, "{\"email\": \"ada@example.org\", \"email_verified\": true}");

        assertThat(arrival.statusCode()).isEqualTo(303);
        assertThat(arrival.header("Location")).isEqualTo(home + "#/pivot?grain=hour");
        assertThat(arrival.headers().getValues("Set-Cookie")).anySatisfy(cookie -> assertThat(cookie)
                .startsWith(SESSION + "=")
                .containsIgnoringCase("HttpOnly")
                .containsIgnoringCase("SameSite=Lax")
                .doesNotContain("ada"));
        given().cookie(SESSION, arrival.cookie(SESSION))
                .get("/api/site")
                .then()
                .statusCode(200)
                .body("access", equalTo("oidc"))
                .body("person", equalTo("ada@example.org"))
                .body("declared_names", equalTo(false));
    }

    @Test
    void anAddressThatTheIssuerNeverCheckedNamesNobody() {
        Response arrival =
                arrive(browser().get("/sign-in"), "{\"email\": \"director@example.org\", \"email_verified\": false}");

        given().cookie(SESSION, arrival.cookie(SESSION)).get("/api/site").then().body("person", equalTo("ada"));
    }

    @Test
    void anAcknowledgementCarriesThePersonWhateverElseItSays() {
        String session = arrive(browser().get("/sign-in"), "").cookie(SESSION);
        Map<String, Object> alert = given().cookie(SESSION, session)
                .queryParam("limit", 1)
                .get("/api/alerts")
                .jsonPath()
                .getMap("alerts[0]");
        Map<String, Object> said = new HashMap<>(Map.of("name", "somebody else", "comment", "seen"));
        List.of("instrument", "borehole_number", "at", "kind").forEach(field -> said.put(field, alert.get(field)));

        given().contentType("application/json")
                .body(said)
                .post("/api/alerts/acknowledgements")
                .then()
                .statusCode(401);
        given().cookie(SESSION, session)
                .contentType("application/json")
                .body(said)
                .post("/api/alerts/acknowledgements")
                .then()
                .statusCode(201)
                .body("person", equalTo("ada"))
                .body("verified", equalTo(true));
    }

    @Test
    void anAnswerThatThisBrowserDidNotAskForIsRefused() {
        Response departure = browser().get("/sign-in");
        URI back = signedIn(departure, "");

        browser().get(back).then().statusCode(403).body(containsString("began no sign-in"));
        browser()
                .cookie(ATTEMPT, browser().get("/sign-in").cookie(ATTEMPT))
                .get(back)
                .then()
                .statusCode(403);
        browser()
                .cookie(ATTEMPT, departure.cookie(ATTEMPT))
                .get(home + "sign-in/callback?code=guessed&state="
                        + parameters(departure.header("Location")).get("state"))
                .then()
                .statusCode(403);
        browser()
                .cookie(ATTEMPT, departure.cookie(ATTEMPT))
                .get(home + "sign-in/callback?error=access_denied&error_description=%3Cscript%3E&state="
                        + parameters(departure.header("Location")).get("state"))
                .then()
                .statusCode(403)
                .body(allOf(containsString("did not vouch"), org.hamcrest.Matchers.not(containsString("<script"))));
    }

    @Test
    void theCookieOfAnAttemptOpensNothing() {
        String attempt = browser().get("/sign-in").cookie(ATTEMPT);

        given().cookie(SESSION, attempt).get("/api/site").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "//evil.example",
                "/\\evil.example",
                "#/\r\nSet-Cookie: a=b",
                "javascript:alert(1)",
                "#/%zz"
            })
    void afterwardsNobodyIsSentElsewhere(String to) {
        Response departure = browser().queryParam("to", to).get("/sign-in");

        assertThat(arrive(departure, "").header("Location")).isEqualTo(home.toString());
    }

    @Test
    void aProgramBringsATokenOfTheSameIssuerForTheSameClient() {
        String ours = provider.issueToken(IdentityProvider.NAME, "robot", IdentityProvider.CLIENT)
                .serialize();
        String foreign = provider.issueToken(IdentityProvider.NAME, "robot", "another-application")
                .serialize();

        given().header("Authorization", "Bearer " + ours)
                .get("/api/site")
                .then()
                .statusCode(200)
                .body("person", equalTo("robot"));
        given().header("Authorization", "Bearer " + foreign)
                .get("/api/site")
                .then()
                .statusCode(401);
    }

    /** In the browser as it is: through the provider's page, to the site's, and out again. */
    @Test
    void aPersonSignsInAndOut() {
        Assumptions.assumeTrue(Chromium.find().isPresent(), Chromium.MISSING);
        try (Chromium chromium = Chromium.launch(Chromium.find().get());
                BrowserContext context = chromium.browser().newContext()) {
            Page page = context.newPage();
            page.navigate(home.toString());
            page.fill("input[name=username]", "grace");
            page.click("input[type=submit]");
            page.waitForSelector(".live.on");
            assertThat(page.url()).startsWith(home.toString());
            assertThat(page.locator(".person").innerText()).isEqualTo("grace");

            page.locator(".alerts li.open button").first().click();
            assertThat(page.locator("dialog input[name=name]").count()).isZero();
            page.fill("dialog textarea", "Seen on site");
            page.click("dialog button[type=submit]");
            page.waitForSelector(".alerts li:has-text('grace')");
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", "signed-in.png")));

            page.click("button:text-is('Sign out')");
            page.waitForURL(url -> !url.startsWith(home.toString()));
            assertThat(context.cookies(home.toString())).noneMatch(cookie -> cookie.name.equals(SESSION));
        }
    }

    private static RequestSpecification browser() {
        return given().redirects().follow(false);
    }

    private Response arrive(Response departure, String claims) {
        return browser().cookie(ATTEMPT, departure.cookie(ATTEMPT)).get(signedIn(departure, claims));
    }

    /** What the provider's page does, and where it sends the browser back to. */
    private static URI signedIn(Response departure, String claims) {
        return URI.create(browser()
                .urlEncodingEnabled(false)
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParam("username", "ada")
                .formParam("claims", java.net.URLEncoder.encode(claims, StandardCharsets.UTF_8))
                .post(departure.header("Location"))
                .header("Location"));
    }

    private static Map<String, String> parameters(String address) {
        return Arrays.stream(URI.create(address).getRawQuery().split("&"))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(
                        parameter -> parameter[0],
                        parameter -> URLDecoder.decode(parameter[1], StandardCharsets.UTF_8)));
    }
}
