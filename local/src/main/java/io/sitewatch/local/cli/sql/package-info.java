/** SQL from people, and its results in columns. */
package io.sitewatch.local.cli.sql;
