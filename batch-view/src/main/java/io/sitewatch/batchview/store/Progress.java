package io.sitewatch.batchview.store;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** How far the stream has come: all queries together. */
@Singleton
public class Progress {
    private static final String SUM = """
            SELECT coalesce(sum(received), 0)::bigint AS received, coalesce(sum(averaged), 0)::bigint AS averaged,
                   coalesce(sum(duplicate), 0)::bigint AS duplicate, coalesce(sum(rejected), 0)::bigint AS rejected,
                   max(updated_at) AS updated_at
            FROM stream_progress""";

    private final Database database;

    public Progress(Database database) {
        this.database = database;
    }

    /** The sums, once the stream wrote any. */
    public Optional<Counters> counters() {
        return database.list(SUM, query -> {}, Counters.class).stream()
                .filter(counters -> counters.updatedAt() != null)
                .findFirst();
    }

    /** {@code received = averaged + duplicate + rejected}, always. */
    public record Counters(long received, long averaged, long duplicate, long rejected, Instant updatedAt) {}
}
