package io.sitewatch.bench.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sitewatch.bench.load.LoadMaker;
import io.sitewatch.bench.load.LoadSpec;
import io.sitewatch.bench.model.ReferenceModel;
import io.sitewatch.bench.stack.House;
import io.sitewatch.bench.stack.Stack;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** One small race over a real broker and a real PostgreSQL, and a judge that must not be fooled. */
class HarnessTest {
    private static final RaceSettings SMALL = new RaceSettings(2, "256m", 2, 1000, "1s");

    @Test
    void aContestantIsTimedAndItsEveryRowJudged() throws Exception {
        LoadMaker load = new LoadMaker(LoadSpec.usual(3, 4000, 20, LoadSpec.justOver(Instant.now())));
        ReferenceModel model = ReferenceModel.of(load.log());
        try (Stack stack = Stack.start(House.here())) {
            Track track = Track.cleared(stack, SMALL, KafkaStreamsContestant.careful());

            Race.Result result = new Race(load, model).run(track);

            assertThat(result.readings()).isEqualTo(4000 - Race.warmUp(4000));
            assertThat(result.rowsPerSecond()).isPositive();
            assertThat(result.peakRssMiB()).isPositive();
            assertThat(result.exactness()).isEqualTo(new Exactness(model.size(), model.size(), 0, 0, 0, 0, 0));
            assertThat(result.exactness().exact()).isTrue();

            tamper(stack);

            try (Connection connection = stack.database().connect()) {
                assertThat(Exactness.of(connection, model))
                        .isEqualTo(new Exactness(model.size(), model.size() + 1, 1, 1, 1, 1, 0));
            }
        }
    }

    /** One row lost, one twice, one wrong, one that should not be. */
    private static void tamper(Stack stack) throws Exception {
        try (Connection connection = stack.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE record DROP CONSTRAINT record_pkey");
            statement.execute(
                    "DELETE FROM record WHERE ctid IN (SELECT ctid FROM record ORDER BY instrument, borehole_number, window_start LIMIT 1)");
            statement.execute(
                    "INSERT INTO record SELECT * FROM record ORDER BY instrument, borehole_number, window_start LIMIT 1");
            statement.execute(
                    "UPDATE record SET reading = reading + 0.01 WHERE ctid IN (SELECT ctid FROM record ORDER BY instrument DESC, borehole_number, window_start LIMIT 1)");
            statement.execute(
                    "INSERT INTO record VALUES ('piezometer', 'BH-1', timestamptz '1999-01-01 00:00:00Z', 1, 1)");
        }
    }
}
