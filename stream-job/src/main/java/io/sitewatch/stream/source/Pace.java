package io.sitewatch.stream.source;

/**
 * How many messages the next batch may have, so that it has about so many readings as fit into memory: a message is one
 * reading, or a snapshot of any number. It begins low, since nothing is known yet of what there is in the log.
 */
final class Pace {
    private static final int FIRST = 500;
    /** Times the messages of the batch before, at most: those behind may be of another kind. */
    private static final int RISE = 10;

    private final long mostReadings;
    private long messages;

    /** A pace that keeps batches under about so many readings. */
    Pace(long mostReadings) {
        this.mostReadings = mostReadings;
        this.messages = Math.min(FIRST, mostReadings);
    }

    /** Messages that the next batch may have. */
    long messages() {
        return messages;
    }

    /** The last batch had so many messages, and they so many readings. */
    void had(long messagesDone, long readings) {
        if (messagesDone <= 0) {
            return;
        }
        double perMessage = Math.max(1, (double) readings / messagesDone);
        long fitting = Math.max(1, (long) (mostReadings / perMessage));
        messages = Math.min(fitting, Math.max(FIRST, messagesDone * RISE));
    }
}
