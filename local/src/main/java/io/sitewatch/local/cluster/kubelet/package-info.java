/** The kubelet's part: pods as JVM processes, with their environment, volumes, probes and status. */
package io.sitewatch.local.cluster.kubelet;
