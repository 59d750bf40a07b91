package io.sitewatch.bench.batchview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sitewatch.bench.stack.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the batch view's figures rest on: the tables are as the stream leaves them, and the plan shown is the one used. */
class SampleYearTest {
    private static final SampleYear SITE = new SampleYear(10, 3650);

    @TempDir
    Path folder;

    @Test
    void fillsTheTablesAsTheStreamLeavesThemAndThePlanOfAQuestionIsSeen() throws Exception {
        try (Database database = Database.start(folder, Plans.settings())) {
            Flyway.configure()
                    .dataSource(database.jdbcUrl(), database.username(), database.password())
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            try (Connection owner = database.connect()) {
                SITE.fill(owner);
            }

            assertThat(database.number("SELECT count(*) FROM record")).isEqualTo(3650);
            assertThat(database.number(
                            "SELECT count(*) FROM (SELECT DISTINCT instrument, borehole_number FROM record) i"))
                    .isEqualTo(10);
            assertThat(database.number("SELECT count(*) FROM record WHERE window_start < '" + SampleYear.FROM
                            + "' OR window_end > '" + SampleYear.TO
                            + "' OR extract(second FROM window_start)::int % 10 <> 0"))
                    .isZero();
            assertThat(database.number("SELECT sum(records) FROM record_summary WHERE grain = 'day'"))
                    .isEqualTo(3650);
            assertThat(database.number("SELECT count(*) FROM v_latest WHERE instrument || '/' || borehole_number = '"
                            + SITE.series(3) + "'"))
                    .isEqualTo(1);

            String plan = new Plans(database).of("record", () -> count(database));

            assertThat(plan).contains(" on record").contains("actual time");
        }
    }

    private static void count(Database database) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT count(*) FROM record");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void instrumentsComeInFiveTypes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SampleYear(7, 1000))
                .withMessageContaining("7");
    }
}
