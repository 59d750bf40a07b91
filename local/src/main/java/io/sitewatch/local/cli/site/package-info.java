/** A site of the running cluster as the command sees it: its state, its counters, and the way to its stores. */
package io.sitewatch.local.cli.site;
