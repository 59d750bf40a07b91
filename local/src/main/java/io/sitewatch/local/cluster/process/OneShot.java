package io.sitewatch.local.cluster.process;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Runs a command that ends by itself, and waits for it. */
public final class OneShot {
    private final Privileges privileges;

    public OneShot(Privileges privileges) {
        this.privileges = privileges;
    }

    /** Its exit code; 143 when it was ended because it took longer than that. */
    public int run(ProcessSpec spec, Duration within) throws IOException, InterruptedException {
        new LogFile(spec.log()).prepare();
        Files.createDirectories(spec.directory());
        ProcessBuilder builder = new ProcessBuilder(privileges.wrap(spec.command(), spec.rights(), "KILL"));
        builder.environment().clear();
        builder.environment().putAll(BaseEnvironment.of(System.getenv()));
        builder.environment().putAll(spec.environment());
        builder.directory(spec.directory().toFile());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
        Process process = builder.start();
        try {
            if (process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            return 143;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
