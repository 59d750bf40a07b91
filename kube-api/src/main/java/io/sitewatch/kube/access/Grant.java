package io.sitewatch.kube.access;

/**
 * A rule that somebody has.
 *
 * @param reason the binding that it comes from, in the API server's words
 */
record Grant(PolicyRule rule, String reason) {}
