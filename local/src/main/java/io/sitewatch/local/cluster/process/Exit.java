package io.sitewatch.local.cluster.process;

import java.time.Duration;
import java.util.List;

/**
 * How a process ended.
 *
 * @param code exit code; 128 + n when signal n ended it
 * @param uptime from its start
 * @param requested whether we asked for it
 * @param lastLines the end of its log, oldest first
 */
public record Exit(int code, Duration uptime, boolean requested, List<String> lastLines) {

    /** For people: {@code ended with exit code 1 after 2 s}, or {@code was killed (signal 9) after 2 s}. */
    public String describe() {
        String after = " after " + uptime.toSeconds() + " s";
        return code > 128 ? "was ended by signal " + (code - 128) + after : "ended with exit code " + code + after;
    }
}
