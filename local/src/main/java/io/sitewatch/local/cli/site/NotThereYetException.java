package io.sitewatch.local.cli.site;

/** A part of the site is not made yet, so that there is no address or no credentials of it; the message names it. */
public final class NotThereYetException extends RuntimeException {
    public NotThereYetException(String message) {
        super(message);
    }
}
