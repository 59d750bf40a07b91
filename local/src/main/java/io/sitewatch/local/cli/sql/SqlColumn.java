package io.sitewatch.local.cli.sql;

/**
 * A column of a result.
 *
 * @param number whether its values are aligned to the right
 */
record SqlColumn(String name, boolean number) {}
