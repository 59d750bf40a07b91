package io.sitewatch.kube.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.control.OwnerIndex.Ref;
import io.sitewatch.kube.error.ApiException;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.registry.TypeRegistry;
import io.sitewatch.kube.rest.DeleteOptions;
import io.sitewatch.kube.rest.DeleteOptions.Propagation;
import io.sitewatch.kube.rest.ObjectDeleter;
import io.sitewatch.kube.rest.Target;
import io.sitewatch.kube.store.Change;
import io.sitewatch.kube.store.ObjectStore;
import io.sitewatch.kube.store.Stored;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Deletes objects whose owners are all gone; with an owner waiting in the foreground, before it; or cuts them loose as orphans. */
public final class GarbageCollector implements Controller {
    private static final Set<String> OURS = Set.of(ObjectDeleter.FOREGROUND, ObjectDeleter.ORPHAN);

    private final ObjectStore store;
    private final TypeRegistry registry;
    private final ObjectDeleter deleter;
    private final OwnerIndex index;

    public GarbageCollector(ObjectStore store, TypeRegistry registry, ObjectDeleter deleter) {
        this.store = store;
        this.registry = registry;
        this.deleter = deleter;
        this.index = new OwnerIndex(store);
    }

    @Override
    public boolean isConcernedBy(Change change) {
        return change.kind() == Change.Kind.DELETED
                || change.object().terminating()
                || !change.object().owners().isEmpty();
    }

    @Override
    public void react(Change change) {
        Stored object = change.object();
        if (change.kind() == Change.Kind.DELETED) {
            index.dependentsOf(object.uid()).forEach(this::collect);
            object.owners().forEach(this::finishOwner);
            return;
        }
        if (object.terminating()) {
            finish(Ref.to(object));
        }
        if (!object.owners().isEmpty()) {
            collect(Ref.to(object));
        }
    }

    /** Deletes an object when none of its owners lives, or when the only ones left wait for it. */
    private void collect(Ref ref) {
        Optional<Stored> found = store.get(ref.storage(), ref.key());
        if (found.isEmpty() || found.get().terminating() || found.get().owners().isEmpty()) {
            return;
        }
        boolean held = found.get().owners().stream().anyMatch(index::exists);
        if (!held) {
            delete(found.get(), Propagation.Background);
        }
    }

    private void finishOwner(String uid) {
        for (String storage : store.storages()) {
            store.list(storage, null).objects().stream()
                    .filter(stored -> stored.terminating() && stored.uid().equals(uid))
                    .map(Ref::to)
                    .findFirst()
                    .ifPresent(this::finish);
        }
    }

    /** Does what the finalizers of a foreground or orphaning deletion wait for. */
    private void finish(Ref ref) {
        Optional<Stored> found = store.get(ref.storage(), ref.key()).filter(Stored::terminating);
        if (found.isEmpty()) {
            return;
        }
        JsonNode finalizers = found.get().tree().path("metadata").path("finalizers");
        for (JsonNode finalizer : finalizers) {
            if (!OURS.contains(finalizer.asText())) {
                continue;
            }
            if (finalizer.asText().equals(ObjectDeleter.ORPHAN)) {
                index.dependentsOf(found.get().uid())
                        .forEach(each -> release(each, found.get().uid()));
                removeFinalizer(ref, ObjectDeleter.ORPHAN);
            } else if (!deleteBlocking(found.get().uid())) {
                removeFinalizer(ref, ObjectDeleter.FOREGROUND);
            }
        }
    }

    /** @return whether a dependent that blocks its owner's deletion is still there */
    private boolean deleteBlocking(String owner) {
        boolean blocked = false;
        for (Ref ref : index.dependentsOf(owner)) {
            Optional<Stored> dependent = store.get(ref.storage(), ref.key());
            if (dependent.isEmpty()) {
                continue;
            }
            boolean otherOwner =
                    dependent.get().owners().stream().anyMatch(uid -> !uid.equals(owner) && index.exists(uid));
            if (otherOwner) {
                release(ref, owner);
                continue;
            }
            if (!dependent.get().terminating()) {
                delete(dependent.get(), Propagation.Foreground);
            }
            blocked |= store.get(ref.storage(), ref.key())
                    .filter(now -> blocks(now, owner))
                    .isPresent();
        }
        return blocked;
    }

    private static boolean blocks(Stored dependent, String owner) {
        for (JsonNode reference : dependent.tree().path("metadata").path("ownerReferences")) {
            if (Json.text(reference, "uid").equals(owner)) {
                return reference.path("blockOwnerDeletion").asBoolean(false);
            }
        }
        return false;
    }

    private void release(Ref ref, String owner) {
        edit(ref, object -> {
            removeIf(object, "ownerReferences", reference -> Json.text(reference, "uid")
                    .equals(owner));
            return object;
        });
    }

    private void removeFinalizer(Ref ref, String name) {
        edit(ref, object -> {
            removeIf(object, "finalizers", finalizer -> finalizer.asText().equals(name));
            return object;
        });
    }

    private static void removeIf(ObjectNode object, String list, Predicate<JsonNode> gone) {
        ObjectNode metadata = Json.child(object, "metadata");
        if (metadata.get(list) instanceof ArrayNode entries) {
            ArrayNode kept = Json.array();
            entries.forEach(entry -> {
                if (!gone.test(entry)) {
                    kept.add(entry);
                }
            });
            if (kept.isEmpty()) {
                metadata.remove(list);
            } else {
                metadata.set(list, kept);
            }
        }
    }

    private void edit(Ref ref, UnaryOperator<ObjectNode> change) {
        while (true) {
            Optional<Stored> found = store.get(ref.storage(), ref.key());
            if (found.isEmpty()) {
                return;
            }
            ObjectNode next = change.apply(found.get().tree());
            boolean over = found.get().terminating()
                    && next.path("metadata").path("finalizers").isEmpty();
            boolean done = over
                    ? store.delete(found.get()).isPresent()
                    : store.replace(found.get(), next).isPresent();
            if (done) {
                return;
            }
        }
    }

    private void delete(Stored stored, Propagation propagation) {
        registry.byStorage(stored.storage()).ifPresent(type -> {
            try {
                deleter.delete(
                        new Target(type, stored.namespace(), stored.name(), ""),
                        new DeleteOptions(false, propagation, stored.uid(), "", OptionalLong.empty()));
            } catch (ApiException gone) {
                if (gone.code() != 404 && gone.code() != 409) {
                    throw gone;
                }
            }
        });
    }
}
