package io.sitewatch.batchview.store;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/** The records themselves, in the order of their key: paged for programs, streamed for exports. */
@Singleton
public class Records {
    /** In the order of {@link Row}. */
    private static final String COLUMNS = """
            SELECT instrument, borehole_number, window_start, window_end, ts, reading, units, samples, reading_min,
                   reading_max, level, surface_level, northing, easting, revision, updated_at,
                   arrived_late(window_end, updated_at) AS late
            FROM record
            WHERE window_start >= :from AND window_start < :to""";

    private static final String ORDER = " ORDER BY instrument, borehole_number, window_start";
    private static final String PLACES = """
            SELECT DISTINCT ON (borehole_number) borehole_number, northing, easting, surface_level
            FROM v_latest
            %s
            ORDER BY borehole_number, ts DESC""";

    private final Database database;

    public Records(Database database) {
        this.database = database;
    }

    /** Every record of the selection, one after the other. */
    public void each(Selection selection, Database.RowSink<Row> sink) {
        database.each(COLUMNS + selection.conditions() + ORDER, selection::bind, Records::row, sink);
    }

    private static Row row(ResultSet row, StatementContext context) throws SQLException {
        return new Row(
                row.getString(1),
                row.getString(2),
                Database.instant(row, 3),
                Database.instant(row, 4),
                Database.instant(row, 5),
                row.getDouble(6),
                row.getString(7),
                row.getLong(8),
                row.getDouble(9),
                row.getDouble(10),
                row.getString(11),
                Database.number(row, 12),
                Database.number(row, 13),
                Database.number(row, 14),
                row.getLong(15),
                Database.instant(row, 16),
                row.getBoolean(17));
    }

    /** At most {@code limit} of the selection, after that key. */
    public List<Row> page(Selection selection, Optional<RecordKey> after, int limit) {
        String sql = COLUMNS
                + selection.conditions()
                + (after.isPresent()
                        ? " AND (instrument, borehole_number, window_start) > (:i_after, :b_after, :w_after)"
                        : "")
                + ORDER
                + " LIMIT :limit";
        return database.list(
                sql,
                query -> {
                    selection.bind(query);
                    query.bind("limit", limit);
                    after.ifPresent(key -> query.bind("i_after", key.instrument())
                            .bind("b_after", key.boreholeNumber())
                            .bind("w_after", key.windowStart()));
                },
                Row.class);
    }

    /** Where the boreholes of the selection are. */
    public List<Place> places(Selection selection) {
        String where = selection.conditions();
        return database.list(
                PLACES.formatted(where.isEmpty() ? "" : "WHERE true" + where), selection::bindNames, Place.class);
    }

    /**
     * Which records.
     *
     * @param instruments labels of types; empty: all
     * @param boreholes empty: all
     * @param from start of the first window, included; {@code to} is excluded
     */
    public record Selection(List<String> instruments, List<String> boreholes, Instant from, Instant to) {
        String conditions() {
            return (instruments.isEmpty() ? "" : " AND instrument = ANY(:instruments)")
                    + (boreholes.isEmpty() ? "" : " AND borehole_number = ANY(:boreholes)");
        }

        void bind(Query query) {
            bindNames(query);
            query.bind("from", from).bind("to", to);
        }

        void bindNames(Query query) {
            if (!instruments.isEmpty()) {
                query.bindArray("instruments", String.class, instruments);
            }
            if (!boreholes.isEmpty()) {
                query.bindArray("boreholes", String.class, boreholes);
            }
        }
    }

    /** What names a record. */
    public record RecordKey(String instrument, String boreholeNumber, Instant windowStart) {}

    /** A borehole on the plan; metres. */
    public record Place(String boreholeNumber, Double northing, Double easting, Double surfaceLevel) {}

    /** A row of {@code record}. */
    public record Row(
            String instrument,
            String boreholeNumber,
            Instant windowStart,
            Instant windowEnd,
            Instant ts,
            double reading,
            String units,
            long samples,
            double readingMin,
            double readingMax,
            String level,
            Double surfaceLevel,
            Double northing,
            Double easting,
            long revision,
            Instant updatedAt,
            boolean late) {}
}
