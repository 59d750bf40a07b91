package io.sitewatch.local.cluster.control;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** Which object, of a kind that the context knows. */
public record Key(String namespace, String name) {

    /** The object's own. */
    public static Key of(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        return new Key(namespace == null ? "" : namespace, object.getMetadata().getName());
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
