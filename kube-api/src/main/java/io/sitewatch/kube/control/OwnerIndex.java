package io.sitewatch.kube.control;

import io.sitewatch.kube.store.Change;
import io.sitewatch.kube.store.ChangeListener;
import io.sitewatch.kube.store.ObjectKey;
import io.sitewatch.kube.store.ObjectStore;
import io.sitewatch.kube.store.Stored;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who exists, and who is owned by whom. */
final class OwnerIndex implements ChangeListener {

    /** Where an object is kept. */
    record Ref(String storage, ObjectKey key) {
        static Ref to(Stored stored) {
            return new Ref(stored.storage(), stored.key());
        }
    }

    private final Set<String> living = new HashSet<>();
    private final Map<String, Set<Ref>> dependents = new HashMap<>();

    OwnerIndex(ObjectStore store) {
        for (String storage : store.storages()) {
            store.list(storage, null).objects().forEach(this::add);
        }
        store.listen(this);
    }

    @Override
    public synchronized void changed(Change change) {
        if (change.previous() != null) {
            Ref ref = Ref.to(change.previous());
            for (String owner : change.previous().owners()) {
                Set<Ref> of = dependents.get(owner);
                if (of != null && of.remove(ref) && of.isEmpty()) {
                    dependents.remove(owner);
                }
            }
        }
        if (change.kind() == Change.Kind.DELETED) {
            living.remove(change.object().uid());
        } else {
            add(change.object());
        }
    }

    synchronized List<Ref> dependentsOf(String uid) {
        return List.copyOf(dependents.getOrDefault(uid, Set.of()));
    }

    synchronized boolean exists(String uid) {
        return living.contains(uid);
    }

    private synchronized void add(Stored stored) {
        living.add(stored.uid());
        stored.owners().forEach(owner -> dependents
                .computeIfAbsent(owner, absent -> new HashSet<>())
                .add(Ref.to(stored)));
    }
}
