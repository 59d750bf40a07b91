package io.sitewatch.kube.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.builtin.BuiltInTypes;
import io.sitewatch.kube.error.ApiException;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.registry.TypeRegistry;
import io.sitewatch.kube.rest.DeleteOptions;
import io.sitewatch.kube.rest.ObjectDeleter;
import io.sitewatch.kube.rest.Target;
import io.sitewatch.kube.store.Change;
import io.sitewatch.kube.store.ObjectStore;
import io.sitewatch.kube.store.Stored;
import java.util.List;

/** Deletes the custom resources of a definition that is being deleted, then lets the definition go. */
public final class DefinitionController implements Controller {
    private static final String CLEANUP = "customresourcecleanup.apiextensions.k8s.io";

    private final ObjectStore store;
    private final TypeRegistry registry;
    private final ObjectDeleter deleter;

    public DefinitionController(ObjectStore store, TypeRegistry registry, ObjectDeleter deleter) {
        this.store = store;
        this.registry = registry;
        this.deleter = deleter;
    }

    @Override
    public boolean isConcernedBy(Change change) {
        Stored object = change.object();
        if (object.storage().equals(BuiltInTypes.CRDS)) {
            return object.terminating() && change.kind() != Change.Kind.DELETED;
        }
        return change.kind() == Change.Kind.DELETED
                && registry.byStorage(object.storage())
                        .filter(type -> type.custom())
                        .isPresent();
    }

    @Override
    public void react(Change change) {
        for (Stored definition : store.list(BuiltInTypes.CRDS, null).objects()) {
            if (definition.terminating()) {
                cleanUp(definition);
            }
        }
    }

    private void cleanUp(Stored definition) {
        ObjectNode tree = definition.tree();
        String storage = Json.text(tree, "spec", "group") + "/" + Json.text(tree, "spec", "names", "plural");
        List<Stored> instances = store.list(storage, null).objects();
        instances.stream().filter(stored -> !stored.terminating()).forEach(this::delete);
        if (!store.list(storage, null).objects().isEmpty()) {
            return;
        }
        JsonNode finalizers = tree.path("metadata").path("finalizers");
        ArrayNode kept = Json.array();
        for (JsonNode finalizer : finalizers) {
            if (!finalizer.asText().equals(CLEANUP)) {
                kept.add(finalizer);
            }
        }
        if (kept.isEmpty()) {
            store.delete(definition);
        } else if (kept.size() < finalizers.size()) {
            Json.child(tree, "metadata").set("finalizers", kept);
            store.replace(definition, tree);
        }
    }

    private void delete(Stored stored) {
        registry.byStorage(stored.storage()).ifPresent(type -> {
            try {
                deleter.delete(new Target(type, stored.namespace(), stored.name(), ""), DeleteOptions.BACKGROUND);
            } catch (ApiException gone) {
                if (gone.code() != 404) {
                    throw gone;
                }
            }
        });
    }
}
