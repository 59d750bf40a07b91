package io.sitewatch.local.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Sends what this JVM logs to a file, so that the terminal is the command's alone. */
final class LauncherLog implements AutoCloseable {
    private static final int BYTES = 8 * 1024 * 1024;
    private static final int FILES = 2;

    private final Logger root;
    private final List<Handler> before;
    private final FileHandler file;

    private LauncherLog(Logger root, List<Handler> before, FileHandler file) {
        this.root = root;
        this.before = before;
        this.file = file;
    }

    static LauncherLog to(Path path) throws IOException {
        FileHandler file = new FileHandler(path.toString().replace("%", "%%") + ".%g", BYTES, FILES, true);
        file.setLevel(Level.INFO);
        file.setFormatter(new OneLine());
        Logger root = LogManager.getLogManager().getLogger("");
        List<Handler> before = List.of(root.getHandlers());
        before.forEach(root::removeHandler);
        root.addHandler(file);
        return new LauncherLog(root, before, file);
    }

    @Override
    public void close() {
        root.removeHandler(file);
        file.close();
        before.forEach(root::addHandler);
    }

    private static final class OneLine extends Formatter {
        @Override
        public String format(LogRecord entry) {
            StringBuilder line = new StringBuilder()
                    .append(entry.getInstant())
                    .append(' ')
                    .append(entry.getLevel())
                    .append(" [")
                    .append(entry.getLoggerName())
                    .append("] ")
                    .append(formatMessage(entry))
                    .append('\n');
            if (entry.getThrown() != null) {
                java.io.StringWriter trace = new java.io.StringWriter();
                entry.getThrown().printStackTrace(new java.io.PrintWriter(trace));
                line.append(trace);
            }
            return line.toString();
        }
    }
}
