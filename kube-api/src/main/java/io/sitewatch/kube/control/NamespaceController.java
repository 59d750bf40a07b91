package io.sitewatch.kube.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.builtin.BuiltInTypes;
import io.sitewatch.kube.error.ApiException;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.registry.TypeRegistry;
import io.sitewatch.kube.rest.DeleteOptions;
import io.sitewatch.kube.rest.ObjectDeleter;
import io.sitewatch.kube.rest.Target;
import io.sitewatch.kube.store.Change;
import io.sitewatch.kube.store.ObjectKey;
import io.sitewatch.kube.store.ObjectStore;
import io.sitewatch.kube.store.Stored;
import java.util.List;
import java.util.Optional;

/** Empties a namespace that is being deleted, and lets it go when it is empty. */
public final class NamespaceController implements Controller {
    private final ObjectStore store;
    private final TypeRegistry registry;
    private final ObjectDeleter deleter;

    public NamespaceController(ObjectStore store, TypeRegistry registry, ObjectDeleter deleter) {
        this.store = store;
        this.registry = registry;
        this.deleter = deleter;
    }

    @Override
    public boolean isConcernedBy(Change change) {
        if (change.object().storage().equals(BuiltInTypes.NAMESPACES)) {
            return change.object().terminating() && change.kind() != Change.Kind.DELETED;
        }
        return change.kind() == Change.Kind.DELETED
                && !change.object().namespace().isEmpty();
    }

    @Override
    public void react(Change change) {
        Stored object = change.object();
        String name = object.namespace().isEmpty() ? object.name() : object.namespace();
        Optional<Stored> namespace =
                store.get(BuiltInTypes.NAMESPACES, new ObjectKey("", name)).filter(Stored::terminating);
        if (namespace.isPresent() && isEmptied(name)) {
            release(namespace.get());
        }
    }

    private boolean isEmptied(String namespace) {
        boolean empty = true;
        for (String storage : store.storages()) {
            List<Stored> content = store.list(storage, namespace).objects();
            if (namespace.isEmpty() || content.isEmpty()) {
                continue;
            }
            content.stream().filter(stored -> !stored.terminating()).forEach(this::delete);
            empty &= store.list(storage, namespace).objects().isEmpty();
        }
        return empty;
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

    private void release(Stored namespace) {
        ObjectNode next = namespace.tree();
        boolean released = Json.child(next, "spec").remove("finalizers") == null;
        boolean held = !next.path("metadata").path("finalizers").isEmpty();
        if (!held) {
            store.delete(namespace);
        } else if (!released) {
            store.replace(namespace, next);
        }
    }
}
