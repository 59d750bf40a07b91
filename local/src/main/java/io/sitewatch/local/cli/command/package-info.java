/** One class a subcommand: its arguments, its help, and the way to what it does. */
package io.sitewatch.local.cli.command;
