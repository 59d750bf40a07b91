package io.sitewatch.stream.checkpoint;

/** The checkpoint belongs to a stream of another meaning. */
public final class IncompatibleCheckpointException extends RuntimeException {
    public IncompatibleCheckpointException(String message) {
        super(message);
    }
}
