package io.sitewatch.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sitewatch.readings.InstrumentType;
import io.sitewatch.readings.SiteRules;
import io.sitewatch.readings.SiteRules.InstrumentRules;
import io.sitewatch.stream.batch.Batch;
import io.sitewatch.stream.checkpoint.CheckpointFolder;
import io.sitewatch.stream.checkpoint.LookLog;
import io.sitewatch.stream.meaning.RuleSet;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaleWatchTest {
    private static final RuleSet A_MINUTE = new RuleSet(
            new SiteRules(List.of(new InstrumentRules(InstrumentType.PIEZOMETER, null, null, null, null, "1m", null))));

    @TempDir
    Path temp;

    private LookLog looks;
    private StaleWatch watch;

    @BeforeEach
    void watch() {
        looks = new LookLog(new CheckpointFolder(temp.toString(), new SerializableConfiguration(new Configuration())));
        watch = new StaleWatch(looks);
    }

    @Test
    void asksOnceForThoseThatWereSilentTooLong() {
        watch.take("piezometer/BH-1", 0, false, Long.MAX_VALUE);
        watch.take("piezometer/BH-2", 50_000_000, false, Long.MAX_VALUE);
        watch.take("piezometer/BH-3", 0, true, Long.MAX_VALUE);
        watch.take("strain_gauge/BH-1", 0, false, Long.MAX_VALUE);
        watch.look(60_000, A_MINUTE);
        assertThat(looks.newest()).isEqualTo(-1);
        watch.look(60_001, A_MINUTE);
        watch.look(60_002, A_MINUTE);
        assertThat(looks.newest()).isZero();
        assertThat(looks.read(0)).containsExactly("piezometer/BH-1");
    }

    @Test
    void asksForThoseWhoseStateMayGo() {
        watch.take("strain_gauge/BH-1", 0, false, 5000);
        watch.look(5001, A_MINUTE);
        assertThat(looks.read(0)).containsExactly("strain_gauge/BH-1");
    }

    /** What an earlier run wrote goes when all is said: silences went, and came back as the clock found them again. */
    @Test
    void allIsSaidOnceTheSilencesOfTheLogsEndAreFound() {
        watch.take("piezometer/BH-1", 0, false, Long.MAX_VALUE);
        watch.take("piezometer/BH-2", 50_000_000, false, Long.MAX_VALUE);
        assertThat(watch.isAllSaid(new Batch.Plan("{}", 50_000, 40_000), A_MINUTE))
                .as("there is more to read")
                .isFalse();
        assertThat(watch.isAllSaid(new Batch.Plan("{}", 90_000, 90_000), A_MINUTE))
                .as("BH-1 has been silent for a minute and a half")
                .isFalse();
        watch.take("piezometer/BH-1", 0, true, Long.MAX_VALUE);
        assertThat(watch.isAllSaid(new Batch.Plan("{}", 200_000, 200_000), A_MINUTE))
                .as("BH-2 fell silent later, which is nothing that the log said")
                .isTrue();
    }

    @Test
    void whatCouldNotBeWrittenIsAskedForAgainUnderTheSameNumber() throws Exception {
        watch.take("piezometer/BH-1", 0, false, Long.MAX_VALUE);
        Path inTheWay = Files.createDirectories(temp.resolve("0.looks/full"));
        assertThatThrownBy(() -> watch.look(60_001, A_MINUTE)).isInstanceOf(UncheckedIOException.class);
        Files.delete(inTheWay);
        Files.delete(inTheWay.getParent());
        watch.look(60_002, A_MINUTE);
        assertThat(looks.read(0)).containsExactly("piezometer/BH-1");
    }

    @Test
    void goesOnNumberingWhereItStoppedBefore() {
        looks.write(4, List.of("piezometer/BH-1"));
        StaleWatch restarted = new StaleWatch(looks);
        restarted.take("piezometer/BH-1", 0, false, Long.MAX_VALUE);
        restarted.look(60_001, A_MINUTE);
        assertThat(looks.newest()).isEqualTo(5);
    }
}
