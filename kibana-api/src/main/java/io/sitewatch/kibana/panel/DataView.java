package io.sitewatch.kibana.panel;

/**
 * Which indices a panel reads.
 *
 * @param timeField by which a dashboard's range of time chooses documents; empty: it chooses none of them
 */
public record DataView(String indices, String timeField) {
    boolean hasTime() {
        return !timeField.isEmpty();
    }
}
