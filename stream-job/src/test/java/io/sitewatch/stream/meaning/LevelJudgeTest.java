package io.sitewatch.stream.meaning;

import static io.sitewatch.readings.Level.ACTION;
import static io.sitewatch.readings.Level.ALARM;
import static io.sitewatch.readings.Level.ALERT;
import static io.sitewatch.readings.Level.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.sitewatch.readings.Level;
import io.sitewatch.readings.SiteRules.Limit;
import io.sitewatch.readings.SiteRules.Limits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelJudgeTest {
    private final LevelJudge judge =
            new LevelJudge(new Limits(new Limit(50.0, -50.0), new Limit(100.0, null), new Limit(150.0, -150.0)), 10);

    @ParameterizedTest(name = "{0} then {1} is {2}")
    @CsvSource({
        "NORMAL, 50, NORMAL",
        "NORMAL, 50.01, ALERT",
        "NORMAL, -50.01, ALERT",
        "NORMAL, 151, ALARM",
        "NORMAL, -151, ALARM",
        "ALERT, 45, ALERT",
        "ALERT, 40, NORMAL",
        "ALERT, 40.01, ALERT",
        "ALERT, 95, ALERT",
        "ACTION, 95, ACTION",
        "ACTION, 90, ALERT",
        "ALARM, 141, ALARM",
        "ALARM, 139, ACTION",
        "ALARM, 45, ALERT",
        "ALARM, 0, NORMAL",
        "ALARM, -145, ALARM",
        "ALERT, -45, ALERT",
        "ALERT, -40, NORMAL",
        "NORMAL, 45, NORMAL"
    })
    void riseBeyondTheLimitFallOnlyByTheHysteresis(Level before, double reading, Level after) {
        assertThat(judge.judge(before, reading)).isEqualTo(after);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"45, true", "0, false", "60, false", "95, true", "145, true", "200, false", "-45, true"})
    void onlyInABandOfHysteresisDoesItDependOnTheLevelBefore(double reading, boolean depends) {
        assertThat(judge.dependsOnTheLevelBefore(reading)).isEqualTo(depends);
        assertThat(judge.judge(NORMAL, reading) == judge.judge(ALERT, reading)
                        && judge.judge(ALERT, reading) == judge.judge(ACTION, reading)
                        && judge.judge(ACTION, reading) == judge.judge(ALARM, reading))
                .isEqualTo(!depends);
    }
}
