/** The process's edges: its streams, its exit codes, and how a command ends for a reason that a person should read. */
package io.sitewatch.local.cli.console;
