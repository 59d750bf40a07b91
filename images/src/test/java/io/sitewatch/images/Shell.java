package io.sitewatch.images;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Commands of this machine. */
final class Shell {
    /** What a command said, both ways, and how it ended. */
    record Outcome(int exit, String said) {}

    private Shell() {}

    static String run(String... command) {
        Outcome outcome = outcome(command);
        if (outcome.exit() != 0) {
            throw new AssertionError(List.of(command) + " ended with " + outcome.exit() + ": " + outcome.said());
        }
        return outcome.said();
    }

    static Outcome outcome(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("no end of " + List.of(command));
            }
            return new Outcome(process.exitValue(), said);
        } catch (IOException e) {
            return new Outcome(-1, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
