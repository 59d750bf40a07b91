/** {@code sitewatch up}: checks, starts the laptop cluster, applies the manifests, and shows how the sites do. */
package io.sitewatch.local.cli.up;
