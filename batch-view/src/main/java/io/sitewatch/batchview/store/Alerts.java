package io.sitewatch.batchview.store;

import io.sitewatch.batchview.site.InstrumentKey;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** The alert log, newest first, with the last word on each alert; and the one thing that is ever written: that word. */
@Singleton
public class Alerts {
    private static final String PAGE = """
            SELECT * FROM v_alert
            WHERE true %s
            ORDER BY at DESC, instrument DESC, borehole_number DESC, kind DESC
            LIMIT :limit""";
    private static final String BEFORE =
            "AND (at, instrument, borehole_number, kind) < (:at, :instrument, :borehole, :kind) ";
    private static final String OF_ONE = "AND instrument = :only_instrument AND borehole_number = :only_borehole ";
    private static final String OPEN = "AND acknowledged_at IS NULL AND (kind = 'stale' OR to_level <> 'normal') ";
    private static final String WORDS = """
            SELECT person, verified, comment, acknowledged_at
            FROM acknowledgement
            WHERE instrument = :instrument AND borehole_number = :borehole AND at = :at AND kind = :kind
            ORDER BY id""";
    private static final String OPEN_COUNT = """
            SELECT count(*) AS open FROM alert a
            WHERE (kind = 'stale' OR to_level <> 'normal') AND NOT EXISTS (
                SELECT FROM acknowledgement k
                WHERE k.instrument = a.instrument AND k.borehole_number = a.borehole_number
                  AND k.at = a.at AND k.kind = a.kind)""";

    private final Database database;

    public Alerts(Database database) {
        this.database = database;
    }

    /** A page of at most {@code limit}: of one instrument or all, only those that nobody acknowledged or all. */
    public List<Alert> page(Optional<AlertKey> before, Optional<InstrumentKey> only, boolean open, int limit) {
        String sql = PAGE.formatted(
                (before.isPresent() ? BEFORE : "") + (only.isPresent() ? OF_ONE : "") + (open ? OPEN : ""));
        return database.list(
                sql,
                query -> {
                    query.bind("limit", limit);
                    before.ifPresent(key -> query.bind("at", key.at())
                            .bind("instrument", key.instrument())
                            .bind("borehole", key.boreholeNumber())
                            .bind("kind", key.kind()));
                    only.ifPresent(key ->
                            query.bind("only_instrument", key.type().label()).bind("only_borehole", key.borehole()));
                },
                Alert.class);
    }

    /** How many wait for somebody. */
    public long open() {
        return database.list(OPEN_COUNT, query -> {}, Open.class).get(0).open();
    }

    /** Everything that was said about one alert, oldest first. */
    public List<Word> words(AlertKey key) {
        return database.list(
                WORDS,
                query -> query.bind("instrument", key.instrument())
                        .bind("borehole", key.boreholeNumber())
                        .bind("at", key.at())
                        .bind("kind", key.kind()),
                Word.class);
    }

    /**
     * Adds an acknowledgement, for ever.
     *
     * @return its number, or nothing when there is no such alert
     */
    public Optional<Long> acknowledge(AlertKey key, String person, boolean verified, String comment) {
        try {
            return Optional.of(database.write(handle -> handle.createQuery(
                            "SELECT acknowledge(:instrument, :borehole, :at, :kind, :person, :verified, :comment)")
                    .bind("instrument", key.instrument())
                    .bind("borehole", key.boreholeNumber())
                    .bind("at", key.at())
                    .bind("kind", key.kind())
                    .bind("person", person)
                    .bind("verified", verified)
                    .bind("comment", comment)
                    .mapTo(Long.class)
                    .one()));
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof java.sql.SQLException sql && "P0002".equals(sql.getSQLState())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** What names an alert. */
    public record AlertKey(String instrument, String boreholeNumber, Instant at, String kind) {}

    /** A row of {@code v_alert}. */
    public record Alert(
            String instrument,
            String boreholeNumber,
            Instant at,
            String kind,
            String fromLevel,
            String toLevel,
            Double reading,
            boolean late,
            Instant raisedAt,
            String acknowledgedBy,
            Boolean acknowledgedVerified,
            String comment,
            Instant acknowledgedAt) {}

    /** One acknowledgement. */
    public record Word(String person, boolean verified, String comment, Instant acknowledgedAt) {}

    /** A count. */
    public record Open(long open) {}
}
