package io.sitewatch.local.cluster;

/** The laptop cluster cannot start or go on. The message is for people: what is wrong, and what to do about it. */
public class LaptopException extends RuntimeException {
    public LaptopException(String message) {
        super(message);
    }

    public LaptopException(String message, Throwable cause) {
        super(message, cause);
    }
}
