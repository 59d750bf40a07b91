package io.sitewatch.kube.store;

/**
 * One committed change.
 *
 * @param object the state after it; for a deletion the last state, carrying the revision of the deletion
 * @param previous the state before it; null for a creation
 */
public record Change(Kind kind, Stored object, Stored previous) {

    /** What happened, in the words of a watch event. */
    public enum Kind {
        ADDED,
        MODIFIED,
        DELETED
    }
}
