/** What the command prints, as functions of values: text from snapshots, and nothing else. */
package io.sitewatch.local.cli.view;
