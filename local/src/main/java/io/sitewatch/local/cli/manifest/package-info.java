/** Manifests as people write them: read with the line of every field, and checked before anything starts. */
package io.sitewatch.local.cli.manifest;
