package io.sitewatch.kube;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real {@code kubectl}, as found on the PATH. */
final class Kubectl {
    private final Path directory;
    private final Path kubeconfig;

    record Result(int code, String out, String err) {}

    /** @param directory for what it writes */
    Kubectl(Path directory, String kubeconfig) throws IOException {
        this.directory = directory;
        this.kubeconfig = Files.writeString(directory.resolve("kubeconfig"), kubeconfig);
    }

    static boolean isThere() throws InterruptedException {
        try {
            Process process = new ProcessBuilder("kubectl", "version", "--client")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    /** Runs it to its end. */
    Result run(String namespace, String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(directory, "out", "");
        Path err = Files.createTempFile(directory, "err", "");
        Process process = command(namespace, arguments)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("kubectl " + String.join(" ", arguments) + " does not end");
        }
        return new Result(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    /** To be started by the caller. */
    ProcessBuilder command(String namespace, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "kubectl",
                "--kubeconfig",
                kubeconfig.toString(),
                "--cache-dir",
                directory.resolve("cache").toString(),
                "-n",
                namespace));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
