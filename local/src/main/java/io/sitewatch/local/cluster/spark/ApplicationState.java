package io.sitewatch.local.cluster.spark;

import io.sitewatch.local.cluster.control.Fields;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The status of an application, as Spark's operator writes it: the current state, all before it, and the attempt's number. */
final class ApplicationState {
    static final String SUBMITTED = "Submitted";
    static final String DRIVER_REQUESTED = "DriverRequested";
    static final String DRIVER_STARTED = "DriverStarted";
    static final String DRIVER_READY = "DriverReady";
    static final String RUNNING = "RunningHealthy";
    static final String SUCCEEDED = "Succeeded";
    static final String FAILED = "Failed";
    static final String SCHEDULED_TO_RESTART = "ScheduledToRestart";
    static final String SCHEDULING_FAILURE = "SchedulingFailure";
    static final String RELEASED = "ResourceReleased";

    private static final Set<String> ENDED = Set.of(RELEASED, "TerminatedWithoutReleaseResources");

    private final Clock clock;
    private final Map<String, Object> status;

    private ApplicationState(Clock clock, Map<String, Object> status) {
        this.clock = clock;
        this.status = status;
    }

    /** Out of the resource's {@code status}. */
    static ApplicationState of(Fields status, Clock clock) {
        Map<String, Object> copy = new LinkedHashMap<>(status.map());
        ApplicationState state = new ApplicationState(clock, copy);
        if (!copy.containsKey("currentState")) {
            copy.put("currentAttemptSummary", Map.of("attemptInfo", attemptInfo(0, 0)));
            state.enter(SUBMITTED, "Spark application has been created on Kubernetes Cluster.");
        }
        return state;
    }

    /** The current state's name. */
    String summary() {
        return Fields.of((Object) status)
                .at("currentState", "currentStateSummary")
                .text("");
    }

    /** Whether nothing will happen any more. */
    boolean ended() {
        return ENDED.contains(summary());
    }

    /** Goes to that state; nothing when it is the current one with the same message. */
    void enter(String summary, String message) {
        Fields current = Fields.of((Object) status).at("currentState");
        if (current.at("currentStateSummary").text("").equals(summary)
                && current.at("message").text("").equals(message)) {
            return;
        }
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("currentStateSummary", summary);
        state.put("lastTransitionTime", clock.instant().toString());
        state.put("message", message);
        Map<String, Object> history = new LinkedHashMap<>(
                Fields.of((Object) status).at("stateTransitionHistory").map());
        long last = history.keySet().stream().mapToLong(Long::parseLong).max().orElse(-1);
        history.put(Long.toString(last + 1), state);
        status.put("currentState", state);
        status.put("stateTransitionHistory", history);
    }

    /** How often it was started again. */
    long restarts() {
        return attempt().at("restartCounter").number(0);
    }

    /** Number of the attempt, from 0. */
    long attemptId() {
        return attempt().at("id").number(0);
    }

    /** Begins the next attempt, counted as that many restarts in a row. */
    void nextAttempt(long restarts) {
        status.put("previousAttemptSummary", status.get("currentAttemptSummary"));
        status.put("currentAttemptSummary", Map.of("attemptInfo", attemptInfo(attemptId() + 1, restarts)));
    }

    /** As it is written. */
    Map<String, Object> status() {
        return status;
    }

    private Fields attempt() {
        return Fields.of((Object) status).at("currentAttemptSummary", "attemptInfo");
    }

    private static Map<String, Object> attemptInfo(long id, long restarts) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("id", id);
        info.put("restartCounter", restarts);
        return info;
    }
}
