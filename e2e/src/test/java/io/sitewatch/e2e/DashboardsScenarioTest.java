package io.sitewatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sitewatch.kibana.panel.PanelRunner;
import io.sitewatch.kibana.rule.RuleRunner;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real-time view of a site that runs: what is put into Kibana fits what the stream writes into Elasticsearch. */
class DashboardsScenarioTest {
    private static final Duration LONG = Duration.ofMinutes(6);
    private static final Duration SHORT = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sitewatch sitewatch = new Sitewatch(Path.of("target", "dashboards", "state"));
    private final Path plots = Path.of("target", "dashboards", "plots").toAbsolutePath();

    @BeforeEach
    @AfterEach
    void leaveNothing() throws IOException {
        Sitewatch.deleteRecursively(sitewatch.state().getParent());
    }

    @Test
    void panelsShowWhatTheStreamWrites() throws IOException {
        try (Sitewatch.Running up = sitewatch.start("up", "examples/shaft.yaml")) {
            await("dashboards with something on them")
                    .atMost(LONG)
                    .pollInterval(Duration.ofSeconds(5))
                    .until(() -> {
                        assertThat(up.isAlive()).as(up.said()).isTrue();
                        Sitewatch.Outcome overview = sitewatch.run(SHORT, "dashboards", "--only", "overview");
                        return overview.exit() == 0 && overview.out().matches("(?s).*normal +piezometer +[0-9].*");
                    });

            Sitewatch.Outcome all = sitewatch.run(SHORT, "dashboards", "--png", plots.toString());
            assertThat(all.exit()).as(all.err()).isZero();
            assertThat(all.out())
                    .contains(
                            "Launch shaft: Overview",
                            "Launch shaft: Piezometers",
                            "Launch shaft: Instrument",
                            "lines across: alert above 150, action above 170, alarm above 190");
            try (Stream<Path> files = Files.list(plots)) {
                assertThat(files).anyMatch(file -> file.toString().contains("shaft-piezometer"));
            }

            JsonNode kibana = JSON.readTree(
                    sitewatch.state().resolve("kibana/default-shaft.json").toFile());
            kibana.properties().stream()
                    .filter(object -> object.getKey().startsWith("shaft/dashboard/"))
                    .forEach(dashboard -> assertEveryFieldIsThere(kibana, dashboard.getValue()));
            assertThat(rules().firing(rule(kibana, "Stream silent"), Instant.now()))
                    .as("a stream that runs is not silent")
                    .isEmpty();

            up.interrupt();
            up.finish(Duration.ofSeconds(30));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
        assertThat(sitewatch.processes()).isEmpty();
    }

    private void assertEveryFieldIsThere(JsonNode kibana, JsonNode dashboard) {
        Map<String, JsonNode> fieldsOf = new HashMap<>();
        for (JsonNode panel : dashboard.at("/data/panels")) {
            String view = panel.findPath("ref_id").asText();
            JsonNode fields = fieldsOf.computeIfAbsent(
                    kibana.at("/shaft~1data-view~1" + view + "/title").asText(),
                    indices -> search("/" + indices + "/_field_caps?fields=*").path("fields"));
            for (String field : PanelRunner.fields(panel.path("config"))) {
                assertThat(fields.path(field).size())
                        .as("%s in %s of %s", field, panel.at("/config/title"), dashboard.path("id"))
                        .isEqualTo(1);
            }
        }
    }

    private RuleRunner rules() {
        return new RuleRunner((indices, body) -> search("/" + indices + "/_search?source_content_type=application/json"
                + "&source=" + URLEncoder.encode(body.toString(), StandardCharsets.UTF_8)));
    }

    private static JsonNode rule(JsonNode kibana, String title) {
        return kibana.properties().stream()
                .filter(object -> object.getKey().startsWith("shaft/rule/"))
                .map(Map.Entry::getValue)
                .filter(rule -> rule.path("name").asText().endsWith(": " + title))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode search(String path) {
        Sitewatch.Outcome outcome = sitewatch.run(SHORT, "search", path);
        assertThat(outcome.exit()).as(outcome.err()).isZero();
        try {
            return JSON.readTree(outcome.out());
        } catch (IOException unreadable) {
            throw new AssertionError(outcome.out(), unreadable);
        }
    }
}
