package io.sitewatch.operator.apply;

/** The API server does not take an object, for a reason that trying again does not mend. */
public final class RefusedException extends RuntimeException {
    public RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
