package io.sitewatch.local.cluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProbeStateTest {
    @Test
    void failsOnlyAfterAsManyFailuresInARowAsTheThreshold() {
        ProbeState state = ProbeState.UNKNOWN.after(false, 1, 3).after(false, 1, 3);
        assertThat(state.failed()).isFalse();

        assertThat(state.after(false, 1, 3).failed()).isTrue();
    }

    @Test
    void oneSuccessBreaksTheRow() {
        ProbeState state = ProbeState.UNKNOWN
                .after(false, 1, 3)
                .after(false, 1, 3)
                .after(true, 1, 3)
                .after(false, 1, 3);

        assertThat(state.passed()).isTrue();
    }

    @Test
    void passesOnlyAfterAsManySuccessesInARowAsTheThreshold() {
        ProbeState state = ProbeState.UNKNOWN.after(true, 2, 3);
        assertThat(state.passed()).isFalse();

        assertThat(state.after(true, 2, 3).passed()).isTrue();
    }
}
