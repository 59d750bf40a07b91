package io.sitewatch.local.cli.console;

/** Ends the command with an exit code; the message is for people and says what to do. */
public final class CommandException extends RuntimeException {
    private final int exitCode;

    public CommandException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public CommandException(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** One of {@link Exit}. */
    public int exitCode() {
        return exitCode;
    }

    /** The message for something that the API does not have. */
    public static CommandException notFound(String message) {
        return new CommandException(Exit.NOT_FOUND, message);
    }
}
