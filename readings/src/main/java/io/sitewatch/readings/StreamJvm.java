package io.sitewatch.readings;

import java.util.List;

/**
 * What the JVMs of the stream job are told of compiling. A driver with a core or two shares them with HotSpot's optimizing
 * compiler, which by its own defaults is at work for a minute on Spark's deep calls, and takes as much processor in that
 * time as the stream itself: less is inlined, and only what has run four times as often. The figures are in
 * docs/benchmarks.md.
 */
public final class StreamJvm {
    /** In front of what a site's own {@code spark.driver.extraJavaOptions} say, which the JVM therefore takes. */
    public static final List<String> OPTIONS = List.of(
            "-XX:MaxInlineLevel=6",
            "-XX:InlineSmallCode=1000",
            "-XX:FreqInlineSize=200",
            "-XX:Tier4InvocationThreshold=20000",
            "-XX:Tier4MinInvocationThreshold=2400",
            "-XX:Tier4CompileThreshold=60000",
            "-XX:Tier4BackEdgeThreshold=160000");

    private StreamJvm() {}
}
