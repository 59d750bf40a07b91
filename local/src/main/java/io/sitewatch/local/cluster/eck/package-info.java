/** ECK's part: an Elasticsearch becomes a real node with its own TLS, users and roles; a Kibana cannot run here, and says so. */
package io.sitewatch.local.cluster.eck;
