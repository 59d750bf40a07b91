/** The programs that are not Java libraries: unpacked once, beside the built artifacts. */
package io.sitewatch.local.cluster.runtime;
