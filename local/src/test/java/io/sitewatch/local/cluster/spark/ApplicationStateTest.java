package io.sitewatch.local.cluster.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.sitewatch.local.cluster.control.Fields;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApplicationStateTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-02T08:00:00Z"), ZoneOffset.UTC);

    @Test
    void beginsAsSubmittedAndRemembersEveryState() {
        ApplicationState state = ApplicationState.of(Fields.of((Object) Map.of()), CLOCK);
        state.enter(ApplicationState.DRIVER_REQUESTED, "requested");
        state.enter(ApplicationState.DRIVER_REQUESTED, "requested");

        Fields status = Fields.of((Object) state.status());
        assertThat(status.at("currentState", "currentStateSummary").text()).contains("DriverRequested");
        assertThat(status.at("stateTransitionHistory").map()).containsOnlyKeys("0", "1");
        assertThat(status.at("stateTransitionHistory", "0", "currentStateSummary")
                        .text())
                .contains("Submitted");
    }

    @Test
    void aNextAttemptIsCounted() {
        ApplicationState state = ApplicationState.of(Fields.of((Object) Map.of()), CLOCK);
        state.nextAttempt(1);

        assertThat(state.attemptId()).isEqualTo(1);
        assertThat(state.restarts()).isEqualTo(1);
        assertThat(Fields.of((Object) state.status())
                        .at("previousAttemptSummary", "attemptInfo", "id")
                        .number(-1))
                .isZero();
    }
}
