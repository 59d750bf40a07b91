package io.sitewatch.stream;

import io.sitewatch.stream.checkpoint.IncompatibleCheckpointException;
import io.sitewatch.stream.sink.WrongHistoryException;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The site's stream, as Spark starts it. All it wants to know comes from the environment. */
public final class StreamJob {
    private static final Logger LOG = LoggerFactory.getLogger(StreamJob.class);
    /** Starting again without a change would not help. */
    private static final int REFUSED = 2;

    private StreamJob() {}

    public static void main(String[] arguments) throws Exception {
        quietSpark();
        try (SiteQuery query = new SiteQuery(StreamSettings.of(System.getenv()))) {
            query.run();
        } catch (IllegalArgumentException | IncompatibleCheckpointException | WrongHistoryException refusal) {
            LOG.error("the stream does not start: {}", refusal.getMessage());
            System.exit(REFUSED);
        }
    }

    /** Spark's own log is for people who debug Spark. It sets its levels when its context starts: say it then, too. */
    static void quietSpark() {
        Configurator.setRootLevel(Level.WARN);
        Configurator.setLevel("io.sitewatch", Level.INFO);
        Configurator.setLevel("org.apache.spark.sql.execution.streaming.runtime.ResolveWriteToStream", Level.ERROR);
        // A batch that takes longer than the time between two is no news: what waits is in the lag.
        Configurator.setLevel("org.apache.spark.sql.execution.streaming.runtime.ProcessingTimeExecutor", Level.ERROR);
        Configurator.setLevel("org.apache.kafka", Level.ERROR);
        Configurator.setLevel("org.apache.spark.sql.kafka010", Level.ERROR);
    }
}
