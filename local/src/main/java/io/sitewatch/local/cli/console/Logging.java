package io.sitewatch.local.cli.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Where the libraries of this process log to: never to the terminal, which is the command's own. */
public final class Logging {
    private static final int FILE_BYTES = 10 * 1024 * 1024;

    /** Held, because the logging framework lets go of loggers that nobody holds. */
    private static final Logger ROOT = Logger.getLogger("");

    private Logging() {}

    /** Nowhere: a command that ends in a second says itself what went wrong. */
    public static void off() {
        LogManager.getLogManager().reset();
        ROOT.setLevel(Level.OFF);
    }

    /** To a file of this process's own, the one before it kept beside it. */
    public static void toFile(Path file) throws IOException {
        LogManager.getLogManager().reset();
        Files.createDirectories(file.getParent());
        Handler handler = new FileHandler(file.toString(), FILE_BYTES, 1, true);
        handler.setFormatter(new SimpleFormatter());
        ROOT.addHandler(handler);
        ROOT.setLevel(Level.INFO);
    }
}
