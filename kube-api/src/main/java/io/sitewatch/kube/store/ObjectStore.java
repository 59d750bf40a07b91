package io.sitewatch.kube.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Every object of the server, with one revision counter over all of them (etcd's part). Writers read, compute outside the lock, and commit
 * only if what they read is still current.
 */
public final class ObjectStore implements AutoCloseable {
    private final Map<String, TreeMap<String, TreeMap<String, Stored>>> collections = new HashMap<>();
    private final List<ChangeListener> listeners = new CopyOnWriteArrayList<>();
    private final Persistence persistence;
    private long revision;

    public ObjectStore(Persistence persistence) {
        this.persistence = persistence;
        Persistence.Content content = persistence.load();
        content.objects().forEach(this::put);
        this.revision = content.revision();
    }

    public void listen(ChangeListener listener) {
        listeners.add(listener);
    }

    public synchronized long revision() {
        return revision;
    }

    public synchronized Optional<Stored> get(String storage, ObjectKey key) {
        TreeMap<String, TreeMap<String, Stored>> namespaces = collections.get(storage);
        TreeMap<String, Stored> names = namespaces == null ? null : namespaces.get(key.namespace());
        return names == null ? Optional.empty() : Optional.ofNullable(names.get(key.name()));
    }

    /** @param namespace null for all namespaces */
    public synchronized Snapshot list(String storage, String namespace) {
        TreeMap<String, TreeMap<String, Stored>> namespaces = collections.get(storage);
        if (namespaces == null) {
            return new Snapshot(List.of(), revision);
        }
        if (namespace != null) {
            Map<String, Stored> names = namespaces.get(namespace);
            return new Snapshot(names == null ? List.of() : List.copyOf(names.values()), revision);
        }
        List<Stored> all = new ArrayList<>();
        namespaces.values().forEach(names -> all.addAll(names.values()));
        return new Snapshot(all, revision);
    }

    /** Names of the collections that hold something. */
    public synchronized Collection<String> storages() {
        return List.copyOf(collections.keySet());
    }

    /**
     * Adds an object; its resourceVersion is set.
     *
     * @return empty when the name is taken
     */
    public synchronized Optional<Stored> create(String storage, ObjectNode object) {
        ObjectNode metadata = (ObjectNode) object.get("metadata");
        ObjectKey key = new ObjectKey(Json.text(metadata, "namespace"), Json.text(metadata, "name"));
        if (get(storage, key).isPresent()) {
            return Optional.empty();
        }
        Stored stored = commit(storage, object);
        tell(new Change(Change.Kind.ADDED, stored, null));
        return Optional.of(stored);
    }

    /**
     * Puts a new state in the place of the one that was read; its resourceVersion is set.
     *
     * @return empty when somebody else was faster
     */
    public synchronized Optional<Stored> replace(Stored expected, ObjectNode object) {
        if (!isCurrent(expected)) {
            return Optional.empty();
        }
        Stored stored = commit(expected.storage(), object);
        tell(new Change(Change.Kind.MODIFIED, stored, expected));
        return Optional.of(stored);
    }

    /**
     * Takes an object away.
     *
     * @return its last state with the revision of the deletion; empty when somebody else was faster
     */
    public synchronized Optional<Stored> delete(Stored expected) {
        if (!isCurrent(expected)) {
            return Optional.empty();
        }
        ObjectNode last = expected.tree();
        ((ObjectNode) last.get("metadata")).put("resourceVersion", Long.toString(++revision));
        Stored stored = Stored.of(expected.storage(), last);
        persistence.remove(expected, revision);
        TreeMap<String, TreeMap<String, Stored>> namespaces = collections.get(expected.storage());
        TreeMap<String, Stored> names = namespaces.get(expected.namespace());
        names.remove(expected.name());
        if (names.isEmpty()) {
            namespaces.remove(expected.namespace());
        }
        tell(new Change(Change.Kind.DELETED, stored, expected));
        return Optional.of(stored);
    }

    @Override
    public synchronized void close() {
        persistence.close(revision);
    }

    private boolean isCurrent(Stored expected) {
        return get(expected.storage(), expected.key())
                .filter(now ->
                        now.revision() == expected.revision() && now.uid().equals(expected.uid()))
                .isPresent();
    }

    private Stored commit(String storage, ObjectNode object) {
        ((ObjectNode) object.get("metadata")).put("resourceVersion", Long.toString(++revision));
        Stored stored = Stored.of(storage, object);
        persistence.save(stored);
        put(stored);
        return stored;
    }

    private void put(Stored stored) {
        collections
                .computeIfAbsent(stored.storage(), absent -> new TreeMap<>())
                .computeIfAbsent(stored.namespace(), absent -> new TreeMap<>())
                .put(stored.name(), stored);
    }

    private void tell(Change change) {
        for (ChangeListener listener : listeners) {
            listener.changed(change);
        }
    }
}
