package io.sitewatch.local.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {
    private static final long GIB = 1024L * 1024 * 1024;
    private static final Path STATE = Path.of("/s");

    @Test
    void aMachineWithEverythingMayStart() {
        assertThat(Preflight.of(machine(17, true, "Linux", true, true, 20 * GIB, 16 * GIB), STATE, 1))
                .isEqualTo(new Preflight(List.of(), List.of()));
    }

    @Test
    void eachThingThatIsMissingIsSaidWithWhatToDo() {
        assertThat(Preflight.of(machine(11, false, "Linux", true, false, GIB, GIB), STATE, 1)
                        .refusals())
                .containsExactly(
                        "this is Java 11, and Sitewatch needs 17 or later: point JAVA_HOME at a newer JDK (apt-get install"
                                + " openjdk-17-jdk-headless)",
                        "there is no bin/java under /jdk to start the components with: point JAVA_HOME at a full JDK",
                        "you are root, as whom Elasticsearch does not run, and there is no setpriv to start it as somebody"
                                + " else: apt-get install util-linux, or run this as an ordinary user",
                        "only 1024 MiB are free under /s, and at least 2048 MiB are needed: make room, or put the state"
                                + " elsewhere with --state DIR",
                        "only 1024 MiB of memory are free, and one site takes up to 3584 MiB: stop something, or start"
                                + " fewer sites");
        assertThat(Preflight.of(machine(17, true, "Mac OS X", false, false, 20 * GIB, 16 * GIB), STATE, 1)
                        .refusals())
                .singleElement()
                .asString()
                .startsWith("the laptop cluster's PostgreSQL runs on Linux on amd64, and this is Mac OS X on amd64");
    }

    @Test
    void littleMemoryIsAWarningAndMoreSitesNeedMore() {
        Machine machine = machine(17, true, "Linux", false, true, 20 * GIB, 4 * GIB);

        assertThat(Preflight.of(machine, STATE, 1).warnings()).isEmpty();
        assertThat(Preflight.of(machine, STATE, 2)).satisfies(two -> {
            assertThat(two.refusals()).isEmpty();
            assertThat(two.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("4096 MiB of memory are free, and 2 sites take up to 6144 MiB");
        });
    }

    @Test
    void thisMachineHasWhatTheTestsNeed(@TempDir Path folder) {
        Machine here = Machine.here(folder.resolve("not/there/yet"));

        assertThat(here.javaFeature()).isGreaterThanOrEqualTo(17);
        assertThat(here.javaLauncher()).isTrue();
        assertThat(here.freeDisk()).isPositive();
    }

    private static Machine machine(
            int java, boolean launcher, String os, boolean root, boolean setpriv, long disk, long memory) {
        return new Machine(java, Path.of("/jdk"), launcher, os, "amd64", root, setpriv, disk, OptionalLong.of(memory));
    }
}
