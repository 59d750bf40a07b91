/** Child processes: started with bounded rights, watched, restarted, recorded, and stopped with their parent. */
package io.sitewatch.local.cluster.process;
