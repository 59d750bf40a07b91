package io.sitewatch.local.cli.view;

import static io.sitewatch.local.cli.TestSites.NOW;
import static io.sitewatch.local.cli.TestSites.condition;
import static io.sitewatch.local.cli.TestSites.counters;
import static io.sitewatch.local.cli.TestSites.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import io.sitewatch.local.cli.site.Counters;
import io.sitewatch.local.cli.site.SiteName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CountersViewTest {
    private static final SiteName SHAFT = new SiteName("default", "shaft");
    private static final SiteName TUNNEL = new SiteName("east", "tunnel");
    private static final LocalTime TIME = LocalTime.of(10, 0, 5);

    @Test
    void aLineASiteUnderAHeaderThatComesAgainAfterAScreenful() {
        CounterLines lines = new CounterLines(List.of(SHAFT, TUNNEL));
        Map<SiteName, Counters> both = new LinkedHashMap<>();
        both.put(SHAFT, counters(1180, 12, 8));
        both.put(TUNNEL, Counters.NONE);

        assertThat(lines.lines(TIME, both))
                .containsExactly(
                        "time      site           received   averaged  duplicate   rejected    records   alerts      lag",
                        "10:00:05  shaft              1200       1180         12          8        590        3        7",
                        "10:00:05  east/tunnel           0          0          0          0          0        0        -");
        for (int i = 0; i < 9; i++) {
            assertThat(lines.lines(TIME, both)).hasSize(2);
        }
        assertThat(lines.lines(TIME, both)).hasSize(3);
    }

    @Test
    void countersThatDoNotAddUpAreCalledOut() {
        Counters lost = new Counters(10, 8, 0, 1, 4, 0, OptionalLong.empty(), Optional.empty());

        assertThat(new CounterLines(List.of(SHAFT))
                        .lines(TIME, Map.of(SHAFT, lost))
                        .get(1))
                .endsWith("NOT CONSERVED");
    }

    @Test
    void theSummaryIsOneLineOfJson() {
        Summary summary = Summary.of(
                SHAFT,
                counters(1180, 12, 8),
                Optional.of(Duration.ofMillis(34_260)),
                Optional.of(Duration.ofMillis(41_000)));

        assertThat(summary.toJson())
                .isEqualTo("{\"site\":\"shaft\",\"namespace\":\"default\",\"received\":1200,\"averaged\":1180,"
                        + "\"duplicate\":12,\"rejected\":8,\"records\":590,\"alerts\":3,\"lag\":7,"
                        + "\"seconds_to_ready\":34.3,\"seconds_to_first_record\":41.0,\"conserved\":true}");
    }

    @Test
    void theSummarySaysNullWhereThereIsNothingToSay() {
        assertThat(Summary.of(SHAFT, Counters.NONE, Optional.empty(), Optional.empty())
                        .toJson())
                .contains("\"lag\":null", "\"seconds_to_ready\":null", "\"seconds_to_first_record\":null");
    }

    @Test
    void aSiteThatIsNotReadySaysWhichConditionWhyAndWhereTheLogIs() {
        List<String> lines = NotReadyReport.lines(
                snapshot(
                        "shaft",
                        condition("KafkaReady", "True", "Ready", ""),
                        condition("PostgresReady", "False", "Creating", "Setting up primary"),
                        condition("Ready", "False", "PostgresNotReady", "waits for PostgreSQL")),
                Duration.ofMinutes(5),
                component -> component.equals("postgres") ? Optional.of(Path.of("/s/postgres.log")) : Optional.empty());

        assertThat(lines)
                .containsExactly(
                        "shaft is not Ready after 5m",
                        "  PostgresReady is False, Creating: Setting up primary",
                        "    log: /s/postgres.log",
                        "  Ready is False, PostgresNotReady: waits for PostgreSQL");
    }

    @Test
    void aSiteThatNobodyHasSeenPointsToTheOperator() {
        assertThat(NotReadyReport.lines(
                        snapshot("shaft"),
                        Duration.ofMinutes(5),
                        component -> Optional.of(Path.of(component + ".log"))))
                .containsExactly(
                        "shaft is not Ready after 5m",
                        "  the operator has said nothing about it yet",
                        "    log: operator.log");
    }

    @Test
    void agesAreShort() {
        assertThat(Ages.of(Duration.ofSeconds(119))).isEqualTo("119s");
        assertThat(Ages.of(Duration.ofSeconds(200))).isEqualTo("3m20s");
        assertThat(Ages.of(Duration.ofMinutes(125))).isEqualTo("2h5m");
        assertThat(Ages.of(Duration.ofHours(96))).isEqualTo("4d");
        assertThat(Ages.since("no time", NOW)).isEqualTo("-");
        assertThat(Ages.since(null, NOW)).isEqualTo("-");
        assertThat(Ages.since(NOW.plusSeconds(3).toString(), NOW)).isEqualTo("0s");
    }
}
