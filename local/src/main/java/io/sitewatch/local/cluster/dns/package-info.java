/** Names for the services: a hosts file instead of a DNS server, and an address range that no other cluster has. */
package io.sitewatch.local.cluster.dns;
