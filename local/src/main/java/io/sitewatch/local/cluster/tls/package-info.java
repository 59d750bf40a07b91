/** Certificate authorities and certificates, as the operators keep them in Secrets. */
package io.sitewatch.local.cluster.tls;
