package io.sitewatch.local.cli.up;

import static io.sitewatch.local.cli.TestSites.NOW;
import static io.sitewatch.local.cli.TestSites.condition;
import static io.sitewatch.local.cli.TestSites.counters;
import static io.sitewatch.local.cli.TestSites.site;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.sitewatch.local.cli.site.Counters;
import io.sitewatch.local.cli.site.SiteName;
import io.sitewatch.local.cli.site.SiteSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SiteRunTest {
    private static final Condition READY = condition("Ready", "True", "Ready", "");
    private static final Goal GOAL = Goal.parse("records=5");

    @Test
    void secondsAreCountedFromTheStartOfTheCommand() {
        SiteRun run = new SiteRun(new SiteName("default", "shaft"), NOW.minusSeconds(60));

        run.observe(at(NOW.minusSeconds(30), Counters.NONE));
        run.observe(at(NOW.minusSeconds(20), Counters.NONE, READY));
        run.observe(at(NOW, counters(10, 0, 0), READY));
        run.observe(at(NOW.plusSeconds(9), counters(12, 0, 0), READY));

        assertThat(run.summary().secondsToReady()).isEqualByComparingTo("40.0");
        assertThat(run.summary().secondsToFirstRecord()).isEqualByComparingTo("60.0");
        assertThat(run.reached(GOAL)).isTrue();
    }

    @Test
    void recordsOfAnEarlierRunAreNoGoalUntilThisRunHasWrittenABatch() {
        SiteRun run = new SiteRun(new SiteName("default", "shaft"), NOW.plusSeconds(60));

        run.observe(at(NOW.plusSeconds(90), counters(10, 0, 0), READY));

        assertThat(run.ready()).isTrue();
        assertThat(run.reached(GOAL)).isFalse();
        assertThat(run.summary().secondsToFirstRecord()).isNull();
    }

    @Test
    void theLastCountersStayWhileTheDatabaseDoesNotAnswer() {
        SiteRun run = new SiteRun(new SiteName("default", "shaft"), NOW.minusSeconds(60));

        run.observe(at(NOW, counters(10, 1, 1), READY));
        run.observe(new SiteSnapshot(NOW, site("default", "shaft"), List.of(), Optional.empty()));

        assertThat(run.counters().received()).isEqualTo(12);
    }

    private static SiteSnapshot at(Instant at, Counters counters, Condition... conditions) {
        return new SiteSnapshot(at, site("default", "shaft", conditions), List.of(), Optional.of(counters));
    }
}
