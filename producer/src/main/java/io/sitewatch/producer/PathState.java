package io.sitewatch.producer;

import java.time.Instant;
import java.util.Optional;

/**
 * How the polls of a path have gone. Three failures in a row open the circuit: the source counts as down on this path,
 * and is only probed until it answers.
 *
 * @param failures in a row
 * @param lastOutcome of the last poll, empty before the first
 * @param lastPoll when it ended, or null
 * @param lastAnswer when the last one that did not fail ended, or null
 * @param reason what the last poll's trouble was, or empty
 * @param items how many the last one brought
 */
record PathState(
        int failures, Optional<Outcome> lastOutcome, Instant lastPoll, Instant lastAnswer, String reason, int items) {
    private static final int DOWN_AFTER = 3;

    static PathState starting() {
        return new PathState(0, Optional.empty(), null, null, "", 0);
    }

    PathState after(Poll poll, Instant now) {
        boolean failed = poll.outcome().failed();
        return new PathState(
                failed ? failures + 1 : 0,
                Optional.of(poll.outcome()),
                now,
                failed ? lastAnswer : now,
                poll.reason(),
                poll.items());
    }

    boolean down() {
        return failures >= DOWN_AFTER;
    }

    /** Whether it has answered and is not down since. */
    boolean up() {
        return lastAnswer != null && !down();
    }

    /** For people: {@code up, answered 100 items at …}. */
    String description() {
        if (lastOutcome.isEmpty()) {
            return "not polled yet";
        }
        String answer = lastAnswer == null ? "never answered" : "last answer " + lastAnswer;
        String trouble = reason.isEmpty() ? "" : ": " + reason;
        if (failures > 0) {
            return (down() ? "down, " : "failing, ") + failures + " failed polls, " + answer + trouble;
        }
        return "up, " + items + " items, " + answer + trouble;
    }
}
