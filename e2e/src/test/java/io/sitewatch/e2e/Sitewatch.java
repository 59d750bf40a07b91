package io.sitewatch.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The {@code ./sitewatch} command, called as a person calls it, on a state folder of its own. */
final class Sitewatch {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path home = Path.of("..").toAbsolutePath().normalize();
    private final Path state;

    Sitewatch(Path state) {
        this.state = state.toAbsolutePath();
    }

    /** What a finished command said. */
    record Outcome(int exit, String out, String err) {

        /** The last line of standard output, as JSON. */
        JsonNode summary() {
            String[] lines = out.strip().split("\n");
            try {
                return JSON.readTree(lines[lines.length - 1]);
            } catch (IOException e) {
                throw new UncheckedIOException("no JSON summary in: " + out + "\n" + err, e);
            }
        }
    }

    /** A command under way. */
    final class Running implements AutoCloseable {
        private final Process process;
        private final Path out;
        private final Path err;

        private Running(Process process, Path out, Path err) {
            this.process = process;
            this.out = out;
            this.err = err;
        }

        boolean isAlive() {
            return process.isAlive();
        }

        /** Everything it said to a person so far. */
        String said() {
            return read(err);
        }

        /** As Ctrl-C does. */
        void interrupt() {
            process.destroy();
        }

        Outcome finish(Duration atMost) {
            try {
                if (!process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS)) {
                    throw new AssertionError("still running after " + atMost + ":\n" + said());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
            return new Outcome(process.exitValue(), read(out), read(err));
        }

        @Override
        public void close() {
            if (process.isAlive()) {
                process.destroy();
                try {
                    if (!process.waitFor(30, TimeUnit.SECONDS)) {
                        process.destroyForcibly();
                    }
                } catch (InterruptedException e) {
                    process.destroyForcibly();
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    /** Starts {@code ./sitewatch words…} and comes back at once. */
    Running start(String... words) {
        List<String> command = new ArrayList<>(List.of(home.resolve("sitewatch").toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("--state", state.toString()));
        try {
            Files.createDirectories(state.getParent());
            Path out = Files.createTempFile(state.getParent(), "out", ".txt");
            Path err = Files.createTempFile(state.getParent(), "err", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            // The build that runs this test has built everything already.
            builder.environment().put("SITEWATCH_SKIP_BUILD", "1");
            return new Running(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs {@code ./sitewatch words…} to its end. */
    Outcome run(Duration atMost, String... words) {
        try (Running running = start(words)) {
            return running.finish(atMost);
        }
    }

    /** The single value of a query on the site's database. */
    String sql(String query) {
        Outcome outcome = run(Duration.ofMinutes(1), "psql", "-c", query, "--tuples-only");
        if (outcome.exit() != 0) {
            throw new AssertionError("psql: " + outcome.err());
        }
        return outcome.out().strip();
    }

    Path state() {
        return state;
    }

    /** Living processes that this state folder's cluster started, by command line. */
    List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(ProcessHandle::isAlive)
                .filter(handle -> commandLine(handle).contains(state.toString()))
                .toList();
    }

    static String commandLine(ProcessHandle handle) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(handle.pid()), "cmdline"))
                    .replace('\0', ' ');
        } catch (IOException gone) {
            return "";
        }
    }

    static void deleteRecursively(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
