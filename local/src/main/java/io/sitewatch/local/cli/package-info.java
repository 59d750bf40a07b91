/**
 * The {@code sitewatch} command. One small class per subcommand; what they print is made by functions of values in {@code
 * view}, so that it can be read and tested without a cluster.
 */
package io.sitewatch.local.cli;
