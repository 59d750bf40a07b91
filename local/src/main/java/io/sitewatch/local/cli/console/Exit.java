package io.sitewatch.local.cli.console;

/** The exit codes of the command, which scripts rely on. Ended by a signal, it answers 128 and the signal's number. */
public final class Exit {
    public static final int OK = 0;
    /** It could not be done. */
    public static final int FAILED = 1;
    /** Arguments or a manifest are wrong; nothing was started or changed. */
    public static final int REFUSED = 2;
    /** A site was not Ready, or {@code --until} not reached, in the time given. */
    public static final int NOT_IN_TIME = 3;
    /** No laptop cluster is running. */
    public static final int NOT_RUNNING = 4;
    /** What was asked for does not exist. */
    public static final int NOT_FOUND = 5;
    /** Something would change, and {@code --exit-code} asks to tell so. */
    public static final int CHANGES = 6;

    private Exit() {}
}
