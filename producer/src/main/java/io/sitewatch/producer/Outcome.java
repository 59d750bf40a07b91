package io.sitewatch.producer;

import java.util.Locale;

/** How a poll ended. */
enum Outcome {
    /** A snapshot in the wire format. */
    ANSWERED(false),
    /** HTTP success, and a body that is none: it goes on to be rejected with its original. */
    UNPARSEABLE(false),
    /** HTTP success, and a body beyond the limit: its beginning goes on to be rejected. */
    TOO_LARGE(false),
    /** HTTP success, and nothing. */
    EMPTY(true),
    /** {@code {"error": …}} with HTTP success. */
    SOURCE_ERROR(true),
    /** Any other status. */
    HTTP_STATUS(true),
    /** No whole answer in time. */
    TIMEOUT(true),
    /** No connection, or it broke. */
    UNREACHABLE(true);

    private final boolean failed;

    Outcome(boolean failed) {
        this.failed = failed;
    }

    /** Whether to ask again soon, and to count towards the source being down. */
    boolean failed() {
        return failed;
    }

    /** The name in metrics and health, for example {@code http_status}. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
