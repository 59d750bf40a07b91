package io.sitewatch.batchview.sample;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** One database with a sample site for all tests of the running application. */
public final class SampleSiteResource implements QuarkusTestResourceLifecycleManager {
    /** Long enough ago that a change of summer time lies in between. */
    private static final int DAYS = 21;

    private static final Duration STEP = Duration.ofMinutes(10);
    private static final String RULES = """
            {"instruments": [
              {"type": "water_standpipe", "staleAfter": "1h", "hysteresis": 0.1,
               "limits": {"alert": {"above": 81}, "action": {"above": 83}, "alarm": {"above": 85}}},
              {"type": "piezometer", "staleAfter": "1h",
               "limits": {"alert": {"above": 150, "below": 40}, "action": {"above": 165}, "alarm": {"above": 180}},
               "overrides": [
                 {"instrument": "BH-101", "baseline": 3.5, "from": "%1$s"},
                 {"instrument": "BH-101", "limits": {"alarm": {"above": 140}}, "from": "%2$s"},
                 {"instrument": "BH-102", "calibration": {"factor": 1.02, "offset": -0.4}, "from": "%1$s"}]},
              {"type": "settlement_marker", "staleAfter": "1h",
               "limits": {"alert": {"above": 12}, "action": {"above": 16}, "alarm": {"above": 20}}},
              {"type": "extensometer", "staleAfter": "1h"},
              {"type": "strain_gauge", "units": "microstrain"}]}""";

    private SitePostgres postgres;
    private Path rules;

    @Override
    public Map<String, String> start() {
        postgres = SitePostgres.start();
        Instant end = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        Instant from = end.minus(Duration.ofDays(DAYS));
        new SampleSite(postgres).fill(20, (int) (Duration.ofDays(DAYS).dividedBy(STEP)), from, STEP);
        try {
            rules = Files.createTempFile("rules", ".json");
            Files.writeString(rules, RULES.formatted(end.minus(Duration.ofDays(9)), end.minus(Duration.ofDays(2))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "quarkus.datasource.jdbc.url",
                postgres.url(),
                "quarkus.datasource.username",
                SitePostgres.REPORT,
                "quarkus.datasource.password",
                SitePostgres.REPORT_PASSWORD,
                "sitewatch.site.name",
                "shaft",
                "sitewatch.site.namespace",
                "monitoring",
                "sitewatch.site.timezone",
                "Europe/London",
                "sitewatch.site.rules-file",
                rules.toString(),
                "sitewatch.live.interval",
                "500ms");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(postgres, field -> field.getType().equals(SitePostgres.class));
    }

    @Override
    public void stop() {
        if (postgres != null) {
            postgres.close();
        }
        if (rules != null) {
            rules.toFile().delete();
        }
    }
}
