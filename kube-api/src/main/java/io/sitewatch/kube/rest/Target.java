package io.sitewatch.kube.rest;

import io.sitewatch.kube.registry.ResourceType;
import io.sitewatch.kube.store.ObjectKey;

/**
 * What a request is about.
 *
 * @param namespace "" for cluster-wide kinds; null for a list over all namespaces
 * @param name null for a collection
 * @param subresource "" for the object itself
 */
public record Target(ResourceType type, String namespace, String name, String subresource) {

    public ObjectKey key() {
        return new ObjectKey(namespaceOrNone(), name);
    }

    /** The namespace; "" when there is none, or none in particular. */
    public String namespaceOrNone() {
        return namespace == null ? "" : namespace;
    }

    public Target named(String other) {
        return new Target(type, namespace, other, subresource);
    }
}
