package io.sitewatch.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sitewatch.stream.batch.Batch;
import io.sitewatch.stream.checkpoint.BatchLog;
import io.sitewatch.stream.checkpoint.CheckpointFolder;
import io.sitewatch.stream.checkpoint.IncompatibleCheckpointException;
import io.sitewatch.stream.meaning.ByteWriter;
import io.sitewatch.stream.source.RowKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.SerializableConfiguration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchHandoverTest {
    @TempDir
    Path temp;

    private final List<Long> written = new CopyOnWriteArrayList<>();
    private final Semaphore mayWrite = new Semaphore(0);
    private BatchLog kept;
    private BatchHandover handover;

    @BeforeEach
    void handover() {
        kept = new BatchLog(new CheckpointFolder(
                temp.resolve("batches").toString(), new SerializableConfiguration(new Configuration())));
        handover = new BatchHandover(kept, new StopGate(), this::write);
    }

    @AfterEach
    void close() {
        handover.close();
    }

    @Test
    void aBatchAtTheEndOfTheLogIsInTheViewsBeforeTheEngineGoesOn() throws Exception {
        mayWrite.release();
        handover.take(0, atTheEnd());
        assertThat(written).containsExactly(0L);
        assertThat(kept.newest()).isEmpty();
    }

    @Test
    void whileThereIsMoreToReadTheEngineIsOneBatchAheadAndTheBatchIsKept() throws Exception {
        handover.take(0, onTheWay());
        assertThat(written).isEmpty();
        assertThat(kept.newest()).hasValue(0);
        mayWrite.release(2);
        handover.take(1, onTheWay());
        assertThat(written).startsWith(0L);
        assertThat(temp.resolve("batches/0.batch")).doesNotExist();
        assertThat(kept.newest()).hasValue(1);
        mayWrite.release();
        handover.take(2, atTheEnd());
        assertThat(written).containsExactly(0L, 1L, 2L);
        assertThat(kept.newest()).isEmpty();
    }

    @Test
    void theEngineIsNeverTwoBatchesAhead() throws Exception {
        handover.take(0, onTheWay());
        Thread engine = new Thread(() -> {
            try {
                handover.take(1, onTheWay());
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        engine.start();
        Awaitility.await().until(() -> engine.getState() == Thread.State.WAITING);
        assertThat(kept.newest()).hasValue(0);
        mayWrite.release(2);
        engine.join();
        assertThat(kept.newest()).hasValue(1);
    }

    @Test
    void whatWasKeptIsHandedOverAgainAtTheNextStart() throws Exception {
        handover.take(7, onTheWay());
        handover.close();
        Files.writeString(temp.resolve("batches/.8.batch.draft"), "half");
        mayWrite.release();
        try (BatchHandover next = new BatchHandover(kept, new StopGate(), this::write)) {
            next.resume();
        }
        assertThat(written).containsExactly(7L);
        assertThat(temp.resolve("batches")).doesNotExist();
    }

    @Test
    void withNothingKeptThereIsNothingToResume() throws Exception {
        handover.resume();
        assertThat(written).isEmpty();
    }

    @Test
    void whatWentWrongBehindTheEngineComesOutAtTheNextBatch() throws Exception {
        try (BatchHandover failing = new BatchHandover(kept, new StopGate(), batch -> {
            throw new IllegalStateException("the tables were emptied");
        })) {
            failing.take(0, onTheWay());
            assertThatThrownBy(() -> failing.take(1, onTheWay())).hasMessage("the tables were emptied");
            assertThat(kept.newest()).as("what no view has yet is still there").hasValue(0);
        }
    }

    @Test
    void aBatchThatDoesNotAddUpIsRefused() {
        List<byte[]> rows =
                List.of(new ByteWriter().put(RowKind.RECEIVED).putVar(1).toBytes());
        assertThatThrownBy(() -> handover.take(0, rows)).hasMessageContaining("batch 0 does not add up");
        assertThat(written).isEmpty();
    }

    @Test
    void rowsComeBackAsTheyWere() {
        byte[] large = new byte[300_000];
        large[299_999] = 7;
        kept.keep(3, List.of(new byte[0], large, new byte[] {1, 2}));
        assertThat(kept.rows(3)).containsExactly(new byte[0], large, new byte[] {1, 2});
    }

    @Test
    void aBatchOfAnotherFormatIsRefusedAndTheMendIsSaid() throws Exception {
        Files.createDirectories(temp.resolve("batches"));
        Files.write(temp.resolve("batches/3.batch"), new byte[] {9});
        assertThatThrownBy(handover::resume)
                .isInstanceOf(IncompatibleCheckpointException.class)
                .hasMessageContaining("format 9")
                .hasMessageContaining("spec.stream.replay");
    }

    private void write(Batch batch) throws InterruptedException {
        mayWrite.acquire();
        written.add(batch.id());
    }

    private static List<byte[]> atTheEnd() {
        return plan(1000, 1000);
    }

    private static List<byte[]> onTheWay() {
        return plan(1000, 400);
    }

    private static List<byte[]> plan(long now, long logTime) {
        return List.of(new ByteWriter()
                .put(RowKind.PLAN)
                .putText("{}")
                .putVar(now)
                .putVar(logTime)
                .toBytes());
    }
}
