package io.sitewatch.local.cluster.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
    @TempDir
    Path folder;

    private Supervisor supervisor;
    private final BlockingQueue<Exit> exits = new LinkedBlockingQueue<>();
    private final ProcessListener listener = new ProcessListener() {
        @Override
        public void ended(Exit exit, Optional<Duration> next) {
            exits.add(exit);
        }
    };

    @BeforeEach
    void start() {
        supervisor = new Supervisor(Privileges.ofThisProcess(), new Ledger(folder.resolve("run")));
    }

    @AfterEach
    void stop() {
        supervisor.close();
    }

    @Test
    void whatDiesIsStartedAgainAndCounted() {
        SupervisedProcess process = supervisor.start(
                shell("exec sleep 300"), RestartPolicy.always(Duration.ofMillis(10), Duration.ofMillis(10)), listener);
        await().until(process::running);
        long first = process.describe().pid();

        ProcessHandle.of(first).orElseThrow().destroyForcibly();

        await().until(() -> process.describe().pid() != first && process.running());
        assertThat(process.describe().restarts()).isEqualTo(1);
        assertThat(exits.peek().describe()).startsWith("was ended by signal 9");
    }

    @Test
    void theEndOfTheLogTellsWhyItDied() throws Exception {
        supervisor.start(shell("echo the port is taken; exit 3"), RestartPolicy.never(), listener);

        Exit exit = exits.poll(30, TimeUnit.SECONDS);
        assertThat(exit.code()).isEqualTo(3);
        assertThat(exit.lastLines()).containsExactly("the port is taken");
        await().until(() -> supervisor.processes().isEmpty());
    }

    @Test
    void whatDoesNotEndInItsGraceIsKilledWithItsChildren() {
        SupervisedProcess process = supervisor.start(
                shell("trap '' TERM; sleep 300 & echo $! > child; while true; do sleep 1; done"),
                RestartPolicy.never(),
                listener);
        await().until(() -> Files.exists(folder.resolve("child"))
                && !Files.readString(folder.resolve("child")).isBlank());
        long child = Long.parseLong(read("child"));

        process.stop().join();

        assertThat(process.running()).isFalse();
        await().until(() ->
                ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void aProcessInheritsNothingButWhatItIsGiven() throws Exception {
        supervisor.start(shell("env | cut -d= -f1 | sort | tr '\\n' ' '"), RestartPolicy.never(), listener);

        exits.poll(30, TimeUnit.SECONDS);
        assertThat(read("out.log").split(" "))
                .contains("GIVEN", "PATH")
                .isSubsetOf("GIVEN", "PATH", "LANG", "LC_ALL", "TMPDIR", "JAVA_HOME", "PWD", "SHLVL", "_");
    }

    @Test
    void aProgramThatDoesNotExistIsAnExitNotAnError() throws Exception {
        supervisor.start(spec(List.of("/does/not/exist")), RestartPolicy.never(), listener);

        assertThat(exits.poll(30, TimeUnit.SECONDS).code()).isEqualTo(127);
    }

    @Test
    void orphansOfAKilledLauncherAreEndedByTheirIdAndStart() throws Exception {
        Process orphan = new ProcessBuilder("sleep", "300").start();
        Process stranger = new ProcessBuilder("sleep", "300").start();
        try {
            Ledger ledger = new Ledger(folder.resolve("old"));
            ledger.record(orphan.toHandle(), "kafka shaft-brokers-0");
            Files.writeString(
                    folder.resolve("old/" + stranger.pid()), "2001-01-01T00:00:00Z\nkafka before the reboot\n");

            assertThat(ledger.endOrphans()).containsExactly("kafka shaft-brokers-0 (pid " + orphan.pid() + ")");

            assertThat(orphan.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(stranger.isAlive()).isTrue();
            assertThat(folder.resolve("old")).isEmptyDirectory();
        } finally {
            orphan.destroyForcibly();
            stranger.destroyForcibly();
        }
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file)).trim();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private ProcessSpec shell(String script) {
        return spec(List.of("sh", "-c", script));
    }

    private ProcessSpec spec(List<String> command) {
        return new ProcessSpec(
                "test",
                "a",
                "pod",
                command,
                Map.of("GIVEN", "1"),
                folder,
                folder.resolve("out.log"),
                ProcessSpec.Stop.term(Duration.ofSeconds(1), ProcessSpec.Turn.WRITERS),
                ProcessSpec.Rights.OWN);
    }
}
