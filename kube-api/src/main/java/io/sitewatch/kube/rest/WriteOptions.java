package io.sitewatch.kube.rest;

/**
 * How a write is asked for.
 *
 * @param manager owner of the fields that it changes
 * @param force takes fields from other managers when applying
 */
public record WriteOptions(boolean dryRun, String manager, boolean force, FieldValidation validation) {

    /** What happens to unknown fields. They are dropped in any case. */
    public enum FieldValidation {
        Strict,
        Warn,
        Ignore
    }
}
