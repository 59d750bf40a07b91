package io.sitewatch.stream.sink;

/** What the views have and what the checkpoint has do not belong together. Trying again does not help. */
public final class WrongHistoryException extends RuntimeException {
    public WrongHistoryException(String message) {
        super(message);
    }
}
