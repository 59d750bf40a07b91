package io.sitewatch.kube.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.builtin.BuiltInTypes;
import io.sitewatch.kube.error.ApiException;
import io.sitewatch.kube.error.Cause;
import io.sitewatch.kube.registry.ResourceType;
import io.sitewatch.kube.store.ObjectKey;
import io.sitewatch.kube.store.ObjectStore;
import io.sitewatch.kube.store.Stored;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** When an object may come, and when it is finally gone. */
public final class Finalization {
    private final ObjectStore store;

    public Finalization(ObjectStore store) {
        this.store = store;
    }

    /** @throws ApiException 404 when the namespace is missing, 403 when it is on its way out */
    void requireNamespace(Target target) {
        if (!target.type().namespaced()) {
            return;
        }
        String namespace = target.namespace();
        Stored found = store.get(BuiltInTypes.NAMESPACES, new ObjectKey("", namespace))
                .orElseThrow(() -> ApiException.notFound("", "namespaces", namespace));
        if (found.terminating()) {
            throw ApiException.terminatingNamespace(
                    target.type().group(), target.type().plural(), target.name(), namespace);
        }
    }

    /** Whether deletion was asked for and nothing holds the object back any more. */
    boolean isOver(ResourceType type, ObjectNode object) {
        return object.path("metadata").hasNonNull("deletionTimestamp") && !isHeld(type, object);
    }

    private boolean isHeld(ResourceType type, ObjectNode object) {
        return hasFinalizers(type, object)
                || object.path("metadata").path("deletionGracePeriodSeconds").asLong() > 0;
    }

    /** Whether a finalizer holds the object back. */
    boolean hasFinalizers(ResourceType type, ObjectNode object) {
        return !object.path("metadata").path("finalizers").isEmpty()
                || (type.storage().equals(BuiltInTypes.NAMESPACES)
                        && !object.path("spec").path("finalizers").isEmpty());
    }

    void validateChange(ObjectNode before, ObjectNode after, List<Cause> causes) {
        if (!before.path("metadata").hasNonNull("deletionTimestamp")) {
            return;
        }
        Set<String> had = new HashSet<>();
        before.path("metadata").path("finalizers").forEach(finalizer -> had.add(finalizer.asText()));
        List<String> added = new ArrayList<>();
        for (JsonNode finalizer : after.path("metadata").path("finalizers")) {
            if (!had.contains(finalizer.asText())) {
                added.add("\"" + finalizer.asText() + "\"");
            }
        }
        if (!added.isEmpty()) {
            causes.add(Cause.forbidden(
                    "metadata.finalizers",
                    "no new finalizers can be added if the object is being deleted, found new finalizers "
                            + added.stream().collect(Collectors.joining(", ", "[]string{", "}"))));
        }
    }
}
