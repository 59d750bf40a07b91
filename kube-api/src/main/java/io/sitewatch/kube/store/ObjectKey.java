package io.sitewatch.kube.store;

/**
 * Where an object stands within its collection.
 *
 * @param namespace "" for cluster-wide objects
 */
public record ObjectKey(String namespace, String name) {}
