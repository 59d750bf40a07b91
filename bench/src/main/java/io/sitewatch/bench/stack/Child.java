package io.sitewatch.bench.stack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** A process that this run started and ends. Its output goes to a file. */
public final class Child implements AutoCloseable {
    /** Often enough for runs of many seconds, seldom enough to leave the cores to what is measured. */
    private static final long LOOK_EVERY_MILLIS = 100;

    private static final Duration GRACE = Duration.ofSeconds(20);

    private final String name;
    private final Process process;
    private final Path log;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Starts it in the folder, with its environment beside ours. */
    public static Child start(String name, List<String> command, Map<String, String> env, Path folder) {
        try {
            Files.createDirectories(folder);
            Path log = folder.resolve(name + ".log");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
            builder.environment().putAll(env);
            return new Child(name, builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be started", e);
        }
    }

    /** A command line for a JVM of this JDK. */
    public static List<String> java(String heap, String classPath, List<String> options, String... mainAndArguments) {
        List<String> command = new ArrayList<>();
        command.add(javaHome().resolve("bin/java").toString());
        command.add("-Xmx" + heap);
        command.addAll(options);
        command.add("-cp");
        command.add(classPath);
        command.addAll(List.of(mainAndArguments));
        return command;
    }

    static Path javaHome() {
        return Path.of(System.getProperty("java.home"));
    }

    /** This JVM's own class path, for a child that needs the same, wherever it runs. */
    public static String ownClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Returns when the condition holds. A child that ends first, or takes too long, is an error with its last words. */
    public void await(String what, Duration patience, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new IllegalStateException(
                        name + " ended with " + process.exitValue() + " before " + what + "; " + lastWords());
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        name + ": no " + what + " within " + patience.toSeconds() + " s; " + lastWords());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
    }

    /** Waits for it to end by itself, with 0. */
    void awaitSuccess(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(name + " failed; " + lastWords());
        }
    }

    public String name() {
        return name;
    }

    public Path log() {
        return log;
    }

    /** Of the process and of those that it started: Elasticsearch's is only a launcher. */
    public ProcessUsage usage() {
        return process.descendants()
                .map(descendant -> ProcessUsage.ifAlive(descendant.pid()))
                .flatMap(Optional::stream)
                .reduce(ProcessUsage.of(process.pid()), ProcessUsage::plus);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Stops it where it stands, until {@link #thaw()}; its heap, connections and caches stay warm. */
    public void freeze() throws InterruptedException {
        signal("STOP");
    }

    public void thaw() throws InterruptedException {
        signal("CONT");
    }

    /** What a JDK's diagnostic command says of this JVM. */
    public String jcmd(String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        javaHome().resolve("bin/jcmd").toString(), Long.toString(process.pid()), command)
                .redirectErrorStream(true)
                .start();
        String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException("jcmd " + command + " of " + name + " failed: " + answer);
        }
        return answer;
    }

    private void signal(String signal) throws InterruptedException {
        try {
            int exit = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException(name + " could not be sent SIG" + signal);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** As {@link #close()}, for a run that must know whether it stopped by itself. */
    public void stop() throws InterruptedException, TimeoutException {
        process.destroy();
        if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
            throw new TimeoutException(name + " did not stop within " + GRACE.toSeconds() + " s of SIGTERM");
        }
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log);
            return "the end of " + log + ":\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        } catch (IOException e) {
            return "see " + log;
        }
    }
}
