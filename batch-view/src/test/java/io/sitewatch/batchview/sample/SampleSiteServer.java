package io.sitewatch.batchview.sample;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A database with a sample site that stays until it is stopped, to work on the page against. */
public final class SampleSiteServer {
    private SampleSiteServer() {}

    /** Arguments: instruments of each type, days, minutes between records. */
    public static void main(String[] args) throws InterruptedException {
        int perType = Integer.parseInt(args[0]);
        Duration length = Duration.ofDays(Integer.parseInt(args[1]));
        Duration step = Duration.ofMinutes(Integer.parseInt(args[2]));
        SitePostgres postgres = SitePostgres.start();
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
        Instant from = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(length);
        long rows = new SampleSite(postgres).fill(perType, (int) length.dividedBy(step), from, step);
        System.out.printf(
                "%d records; POSTGRES_JDBC_URL=%s POSTGRES_USERNAME=%s POSTGRES_PASSWORD=%s%n",
                rows, postgres.url(), SitePostgres.REPORT, SitePostgres.REPORT_PASSWORD);
        Thread.currentThread().join();
    }
}
