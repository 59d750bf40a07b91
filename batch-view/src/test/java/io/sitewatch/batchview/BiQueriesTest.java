package io.sitewatch.batchview;

import static org.assertj.core.api.Assertions.assertThat;

import io.sitewatch.batchview.sample.SampleSite;
import io.sitewatch.batchview.sample.SitePostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every SQL question of docs/bi.md, asked by role report. */
class BiQueriesTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "bi.md");
    private static SitePostgres postgres;

    @BeforeAll
    static void start() {
        postgres = SitePostgres.start();
        new SampleSite(postgres).fill(9, 600, Instant.now().minus(Duration.ofDays(25)), Duration.ofHours(1));
        postgres.asOwner(
                "INSERT INTO alert SELECT instrument, borehole_number, ts, 'level', 'normal', 'alarm', reading, "
                        + "false, ts FROM v_latest LIMIT 1 ON CONFLICT DO NOTHING");
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    static List<String> questions() throws IOException {
        return Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(DOCUMENT))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    @Test
    void thereAreQuestions() throws IOException {
        assertThat(questions()).hasSizeGreaterThanOrEqualTo(5);
    }

    @ParameterizedTest
    @MethodSource("questions")
    void isAnswered(String question) throws SQLException {
        try (Connection connection = postgres.report();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            assertThat(rows.next()).as("an answer").isTrue();
        }
    }
}
