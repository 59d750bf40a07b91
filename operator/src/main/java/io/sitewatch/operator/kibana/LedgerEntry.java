package io.sitewatch.operator.kibana;

import java.util.Optional;

/**
 * What was put into Kibana last.
 *
 * @param digest of what was sent
 * @param stamp when Kibana says that it was changed by that; empty where it does not say
 */
record LedgerEntry(String digest, String stamp) {
    static Optional<LedgerEntry> read(String text) {
        int space = text.indexOf(' ');
        return space < 0
                ? Optional.of(new LedgerEntry(text, ""))
                : Optional.of(new LedgerEntry(text.substring(0, space), text.substring(space + 1)));
    }

    String text() {
        return stamp.isEmpty() ? digest : digest + " " + stamp;
    }
}
