package io.sitewatch.producer;

import java.time.Duration;
import java.time.Instant;

/** Whether Kafka takes what it is given: what is under way, since when nothing was acknowledged, and what went wrong. */
final class Acknowledgements {
    /** Kafka counts as away when it acknowledges nothing for so long although it was given something. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private String trouble = "not connected yet";
    private long inFlight;
    private Instant waitingSince;

    synchronized void connected() {
        trouble = "";
    }

    /** A try to connect or to write failed; it will be tried again. */
    synchronized void failed(String reason) {
        trouble = reason;
    }

    synchronized void given(Instant now) {
        if (inFlight++ == 0) {
            waitingSince = now;
        }
    }

    synchronized void acknowledged(Instant now) {
        inFlight--;
        waitingSince = now;
        trouble = "";
    }

    synchronized void refused(String reason) {
        inFlight--;
        trouble = reason;
    }

    synchronized long inFlight() {
        return inFlight;
    }

    /** What keeps readings from the log at that time, or empty. */
    synchronized String trouble(Instant now) {
        if (trouble.isEmpty() && inFlight > 0 && waitingSince.plus(PATIENCE).isBefore(now)) {
            return "nothing acknowledged since " + waitingSince + ", " + inFlight + " readings wait";
        }
        return trouble;
    }
}
