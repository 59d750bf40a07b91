package io.sitewatch.bench.stream;

/**
 * What every contestant is given alike.
 *
 * @param cores that it may use
 * @param heap of its JVM, as in {@code -Xmx}
 * @param partitions of the topic it reads
 * @param batch most messages in one batch, where the contestant works in batches
 * @param trigger time between the starts of two batches, as in the site's manifest
 */
public record RaceSettings(int cores, String heap, int partitions, int batch, String trigger) {
    /** What a JVM takes of its own accord in a container like the driver's, which has less than 1,792 MiB. */
    static final String COLLECTOR = "-XX:+UseSerialGC";
}
