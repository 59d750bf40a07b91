package io.sitewatch.local.cli.console;

import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Keeps what libraries log off the terminal, which is the command's own: it says itself what went wrong. */
public final class Logging {
    /** Held, because the logging framework lets go of loggers that nobody holds. */
    private static final Logger ROOT = Logger.getLogger("");

    private Logging() {}

    /** No handlers from here on; the laptop cluster adds a file of its own. */
    public static void offTheTerminal() {
        LogManager.getLogManager().reset();
        ROOT.setLevel(Level.INFO);
    }
}
