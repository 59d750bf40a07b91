package io.sitewatch.operator.status;

import io.sitewatch.operator.live.LiveObject;
import java.util.Set;

/** The states of a SparkApplication, in the words of its operator. */
final class StreamState {
    private static final Set<String> RUNNING =
            Set.of("RunningHealthy", "RunningWithPartialCapacity", "RunningWithBelowThresholdExecutors");
    private static final Set<String> STARTING = Set.of(
            "Submitted",
            "ScheduledToRestart",
            "DriverRequested",
            "DriverStarted",
            "DriverReady",
            "InitializedBelowThresholdExecutors");

    private StreamState() {}

    /** Its operator's word; empty if it has said none. */
    static String of(LiveObject application) {
        return application.text("/status/currentState/currentStateSummary");
    }

    static boolean runs(String state) {
        return RUNNING.contains(state);
    }

    /** For people. */
    static String shown(String state) {
        if (state.isEmpty() || STARTING.contains(state)) {
            return "Starting";
        }
        return runs(state) ? "Running" : state;
    }
}
