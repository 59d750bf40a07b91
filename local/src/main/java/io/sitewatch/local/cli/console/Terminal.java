package io.sitewatch.local.cli.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The command's streams, and whether a person is at their other end.
 *
 * @param inTty whether stdin is a terminal
 * @param outTty whether stdout is one
 * @param errTty whether stderr is one
 * @param colour whether terminals may be coloured
 */
public record Terminal(
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean inTty,
        boolean outTty,
        boolean errTty,
        boolean colour) {

    /** This process's streams; what they are the script has found out, since Java cannot ask for each. */
    public static Terminal ofProcess() {
        String ttys = System.getProperty("sitewatch.tty", "");
        return new Terminal(
                System.in,
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                ttys.contains("in"),
                ttys.contains("out"),
                ttys.contains("err"),
                System.getenv("NO_COLOR") == null);
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
