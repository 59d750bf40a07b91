/** The log files of the laptop cluster's components: which there are, their last lines, and what is added to them. */
package io.sitewatch.local.cli.logs;
