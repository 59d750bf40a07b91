package io.sitewatch.bench.batchview;

import java.time.Duration;
import java.time.Instant;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Something that a page asks for.
 *
 * @param path of the n-th time it is asked, each time about another instrument
 * @param runs how often it is asked
 */
record Question(String name, int runs, IntFunction<String> path) {
    static final String YEAR = "one instrument, a year";
    static final String PIVOT = "pivot of the site, day by day, a year";

    private static final Duration MONTH = Duration.ofDays(31);
    /** Instruments are taken in leaps, so that those asked about do not lie beside each other. */
    private static final int LEAP = 7;

    static Question year(SampleYear site, int runs) {
        return new Question(YEAR, runs, nr -> history(site, nr, 1, SampleYear.FROM));
    }

    static Question month(SampleYear site, int runs) {
        return new Question("one instrument, a month", runs, nr -> history(site, nr, 1, SampleYear.TO.minus(MONTH)));
    }

    static Question compare(SampleYear site, int runs) {
        return new Question("twelve instruments, a year", runs, nr -> history(site, nr, 12, SampleYear.FROM));
    }

    static Question overview(int runs) {
        return new Question("overview of the site", runs, nr -> "/api/overview");
    }

    static Question pivot(int runs) {
        return new Question(PIVOT, runs, nr -> pivotPath(SampleYear.FROM));
    }

    static Question pivotOfAMonth(int runs) {
        return new Question(
                "pivot of the site, day by day, a month", runs, nr -> pivotPath(SampleYear.TO.minus(MONTH)));
    }

    static String export(String format) {
        return "/api/export/records." + format + "?from=" + SampleYear.FROM + "&to=" + SampleYear.TO;
    }

    private static String history(SampleYear site, int nr, int count, Instant from) {
        return IntStream.range(0, count)
                .mapToObj(more -> "series=" + site.series((nr * count + more) * LEAP))
                .collect(Collectors.joining("&", "/api/history?", "&pixels=1000" + span(from)));
    }

    private static String pivotPath(Instant from) {
        return "/api/pivot?grain=day" + span(from);
    }

    private static String span(Instant from) {
        return "&from=" + from + "&to=" + SampleYear.TO;
    }
}
