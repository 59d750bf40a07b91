package io.sitewatch.batchview;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sitewatch.batchview.sample.Chromium;
import io.sitewatch.batchview.sample.SampleSiteResource;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages in a real browser: no error, nothing foreign, accessible, and what a person does works. */
@QuarkusTest
@QuarkusTestResource(SampleSiteResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    @TestHTTPResource("/")
    URL home;

    private Chromium chromium;
    private Browser browser;

    @BeforeEach
    void launch() {
        if (chromium == null) {
            Assumptions.assumeTrue(Chromium.find().isPresent(), Chromium.MISSING);
            chromium = Chromium.launch(Chromium.find().get());
            browser = chromium.browser();
        }
    }

    @AfterAll
    void quit() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void overviewShowsThePlanAndTheAlertLog(int width) {
        try (Visit visit = new Visit(width, ColorScheme.LIGHT)) {
            visit.open("#/");
            visit.page.waitForSelector(".live.on");
            visit.page.waitForSelector(".plan canvas");
            assertThat(visit.page.locator(".list-card tbody tr").count()).isEqualTo(100);
            assertThat(visit.page.locator(".alerts li").count()).isEqualTo(20);
            visit.shoot("overview");
            visit.isClean();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void instrumentShowsItsHistory(int width) {
        try (Visit visit = new Visit(width, ColorScheme.LIGHT)) {
            visit.open("#/instrument/piezometer/BH-101");
            visit.page.waitForSelector(".chart-card[aria-busy=false] canvas");
            visit.shoot("instrument");
            visit.isClean();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void compareShowsSeveralAndTheirChange(int width) {
        try (Visit visit = new Visit(width, ColorScheme.LIGHT)) {
            visit.open("#/compare?series=piezometer/BH-101&series=strain_gauge/BH-401&since="
                    + LocalDate.now().minusDays(3));
            visit.page.waitForSelector(".chart-card[aria-busy=false] canvas");
            assertThat(visit.page.locator("tbody tr").count()).isEqualTo(2);
            assertThat(visit.page.locator("tbody").innerText()).contains("kPa").contains("µε");
            visit.shoot("compare");
            visit.isClean();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void pivotShowsTheDaysOfTheBoreholes(int width) {
        try (Visit visit = new Visit(width, ColorScheme.LIGHT)) {
            visit.open("#/pivot");
            visit.page.waitForSelector(".grid-card[aria-busy=false] perspective-viewer-datagrid regular-table td");
            assertThat(visit.page.locator("regular-table").innerText()).contains("BH-101");
            visit.shoot("pivot");
            visit.isClean("perspective-viewer");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void thePanelOfTheGridOpensWithTheKeyboard(int width) {
        try (Visit visit = new Visit(width, ColorScheme.LIGHT)) {
            visit.open("#/pivot");
            visit.page.waitForSelector(".grid-card[aria-busy=false] perspective-viewer-datagrid regular-table td");
            visit.page.locator("button:text-is('Rows, columns, filters…')").focus();
            visit.page.keyboard().press("Enter");
            visit.page.waitForFunction(
                    "() => document.querySelector('perspective-viewer').save().then(config => config.settings)");
            visit.shoot("pivot-panel");
            visit.isClean("perspective-viewer");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void exportHandsOverAFile(int width) {
        try (Visit visit = new Visit(width, ColorScheme.LIGHT)) {
            visit.open("#/export");
            visit.page.fill("input[placeholder^=all]", "BH-101");
            Download file = visit.page.waitForDownload(() -> visit.page.click("a.button:text-is('AGS4')"));
            assertThat(file.suggestedFilename()).startsWith("shaft-").endsWith(".ags");
            visit.shoot("export");
            visit.isClean();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"#/", "#/instrument/piezometer/BH-101"})
    void theDarkThemeIsReadableToo(String hash) {
        try (Visit visit = new Visit(1440, ColorScheme.DARK)) {
            visit.open(hash);
            visit.page.waitForSelector("canvas");
            visit.shoot(hash.equals("#/") ? "overview" : "instrument");
            visit.isClean();
        }
    }

    @Test
    void anAlertIsAcknowledgedWithTheKeyboardAlone() {
        try (Visit visit = new Visit(1440, ColorScheme.LIGHT)) {
            visit.open("#/");
            visit.page.waitForSelector(".live.on");
            visit.page.locator(".alerts li.open button").first().focus();
            visit.page.keyboard().press("Enter");
            visit.page.waitForSelector("dialog[open]");
            visit.page.locator("dialog input[name=name]").focus();
            visit.page.keyboard().type("Grace Hopper");
            visit.page.keyboard().press("Tab");
            visit.page.keyboard().type("Pumps on <b>full</b>");
            visit.isClean();
            visit.page.keyboard().press("Tab");
            visit.page.keyboard().press("Tab");
            visit.page.keyboard().press("Enter");
            visit.page.waitForSelector("text=Grace Hopper");
            assertThat(visit.page
                            .locator(".alerts li:has-text('Grace Hopper') q")
                            .first()
                            .innerText())
                    .contains("<b>full</b>");
        }
    }

    @Test
    void aHostileAddressShowsAWordAndNoError() {
        try (Visit visit = new Visit(1440, ColorScheme.LIGHT)) {
            visit.open("#/instrument/piezometer/%3Cimg%20src=x%20onerror=alert(1)%3E%27%3B--");
            assertThat(visit.page.locator(".failure").innerText()).contains("There is no such instrument");
            assertThat(visit.page.locator("main img").count()).isZero();
            assertThat(visit.foreign).isEmpty();
        }
    }

    @Test
    void timesAreOfTheSiteWhateverTheBrowserSays() {
        try (Visit visit = new Visit(1440, ColorScheme.LIGHT)) {
            visit.open("#/instrument/piezometer/BH-101");
            visit.page.waitForSelector(".chart-card[aria-busy=false] canvas");
            visit.page.click("summary");
            assertThat(visit.page.locator("details tbody th").last().innerText())
                    .containsPattern("GMT|BST");
        }
    }

    /** One look at the site, and everything that went wrong while looking. */
    final class Visit implements AutoCloseable {
        private final BrowserContext context;
        private final Page page;
        private final int width;
        private final ColorScheme colours;
        private final List<String> errors = new ArrayList<>();
        private final List<String> foreign = new ArrayList<>();

        Visit(int width, ColorScheme colours) {
            this.width = width;
            this.colours = colours;
            context = browser.newContext(new Browser.NewContextOptions()
                    .setViewportSize(width, width < 600 ? 844 : 900)
                    .setHasTouch(width < 600)
                    .setColorScheme(colours)
                    .setTimezoneId("Asia/Tokyo")
                    .setLocale("en-GB"));
            page = context.newPage();
            page.onPageError(errors::add);
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    errors.add(message.text());
                }
            });
            page.onRequest(request -> {
                URI uri = URI.create(request.url());
                if (uri.getScheme().startsWith("http") && uri.getPort() != home.getPort()) {
                    foreign.add(request.url());
                }
            });
        }

        void open(String hash) {
            page.navigate(home + hash);
            page.waitForSelector("main h1");
        }

        void shoot(String name) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(SCREENSHOTS.resolve(
                            name + "-" + width + (colours == ColorScheme.DARK ? "-dark" : "") + ".png"))
                    .setFullPage(true));
        }

        /** No error in the console, no request to another host, no violation of WCAG 2.1 A and AA but in those parts. */
        void isClean(String... except) {
            AxeBuilder axe = new AxeBuilder(page);
            for (String part : except) {
                axe.exclude(part);
            }
            List<Rule> violations = axe.withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa"))
                    .analyze()
                    .getViolations();
            assertThat(violations)
                    .as("axe")
                    .extracting(rule -> rule.getId() + ": " + rule.getHelp() + " "
                            + rule.getNodes().stream()
                                    .limit(3)
                                    .map(node -> node.getTarget() + " " + node.getFailureSummary())
                                    .toList())
                    .isEmpty();
            assertThat(errors).as("errors in the console").isEmpty();
            assertThat(foreign).as("requests that leave the host").isEmpty();
            assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                    .as("no sideways scrolling")
                    .isEqualTo(true);
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
