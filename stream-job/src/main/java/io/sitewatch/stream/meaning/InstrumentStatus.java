package io.sitewatch.stream.meaning;

import io.sitewatch.readings.Level;

/**
 * How an instrument stands after a batch, and what the batch brought it.
 *
 * @param newestTs observed time of its newest reading, microseconds since 1970
 * @param expiresAt when, by the log's time, the oldest of what is kept of it may go: milliseconds since 1970, {@code
 *     Long.MAX_VALUE} when nothing is kept
 * @param averaged readings that went into a mean
 */
public record InstrumentStatus(
        InstrumentKey key, long newestTs, Level level, boolean stale, long expiresAt, long averaged, long duplicate) {}
