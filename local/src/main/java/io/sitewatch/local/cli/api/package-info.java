/** The Kubernetes API of a running cluster, as far as the command reads it: kinds by any of their names, and tables. */
package io.sitewatch.local.cli.api;
