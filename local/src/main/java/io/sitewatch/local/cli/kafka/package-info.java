/** A site's topics: how much is in them, and what. */
package io.sitewatch.local.cli.kafka;
