package io.sitewatch.bench.stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sitewatch.bench.model.ExpectedRecord;
import io.sitewatch.bench.model.RecordKey;
import io.sitewatch.bench.model.ReferenceModel;
import io.sitewatch.readings.InstrumentType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/**
 * How a contestant's {@code record} stands against the model's.
 *
 * @param expected rows that must be there
 * @param rows that are there
 * @param missing of the expected
 * @param unexpected rows of a window that nothing usable came for
 * @param doubled rows beyond the first of their window
 * @param wrongMean rows whose mean is off by more than a billionth
 * @param wrongElsewhere rows with the right mean, wrong in any other column that the contestant keeps
 */
public record Exactness(
        long expected, long rows, long missing, long unexpected, long doubled, long wrongMean, long wrongElsewhere) {

    private static final double TOLERANCE = 1e-9;

    /** Whether nothing is wrong. */
    @JsonProperty
    public boolean exact() {
        return missing + unexpected + doubled + wrongMean + wrongElsewhere == 0;
    }

    /** Compares row by row. */
    static Exactness of(Connection connection, ReferenceModel model) throws SQLException {
        Set<RecordKey> seen = new HashSet<>();
        long rows = 0;
        long unexpected = 0;
        long wrongMean = 0;
        long wrongElsewhere = 0;
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(10_000);
            try (ResultSet row = statement.executeQuery("SELECT * FROM record")) {
                Set<String> columns = columns(row.getMetaData());
                boolean whole = columns.contains("reading_min");
                while (row.next()) {
                    rows++;
                    RecordKey key = key(row);
                    ExpectedRecord expected = key == null ? null : model.record(key);
                    if (expected == null) {
                        unexpected++;
                        continue;
                    }
                    seen.add(key);
                    if (!same(row.getDouble("reading"), expected.reading())) {
                        wrongMean++;
                    } else if (whole && !sameElsewhere(row, columns, key, expected)) {
                        wrongElsewhere++;
                    }
                }
            }
        }
        return new Exactness(
                model.size(),
                rows,
                model.size() - seen.size(),
                unexpected,
                rows - unexpected - seen.size(),
                wrongMean,
                wrongElsewhere);
    }

    private static RecordKey key(ResultSet row) throws SQLException {
        String label = row.getString("instrument");
        String borehole = row.getString("borehole_number");
        long windowStart = row.getTimestamp("window_start").getTime();
        return InstrumentType.ofLabel(label)
                .map(type -> new RecordKey(type, borehole, windowStart))
                .orElse(null);
    }

    private static boolean sameElsewhere(ResultSet row, Set<String> columns, RecordKey key, ExpectedRecord expected)
            throws SQLException {
        return row.getTimestamp("window_end").getTime() == key.windowStart() + 10_000
                && same(row.getDouble("surface_level"), expected.surfaceLevel())
                && same(row.getDouble("northing"), expected.northing())
                && same(row.getDouble("easting"), expected.easting())
                && same(row.getDouble("reading_min"), expected.min())
                && same(row.getDouble("reading_max"), expected.max())
                && row.getTimestamp("ts").getTime() == expected.ts()
                && (!columns.contains("updated_at")
                        || row.getTimestamp("updated_at").getTime() == expected.updatedAt())
                && row.getString("units").equals(expected.units())
                && row.getLong("samples") == expected.samples()
                && (!columns.contains("level") || row.getString("level").equals("normal"));
    }

    private static boolean same(double one, double other) {
        return Math.abs(one - other) <= TOLERANCE * Math.max(1, Math.abs(other));
    }

    private static Set<String> columns(ResultSetMetaData row) throws SQLException {
        Set<String> names = new HashSet<>();
        for (int column = 1; column <= row.getColumnCount(); column++) {
            names.add(row.getColumnName(column));
        }
        return names;
    }
}
