package io.sitewatch.kube.store;

/** Hears of every change, in the order of revisions, while the store's lock is held: it must be quick and must not write. */
@FunctionalInterface
public interface ChangeListener {
    void changed(Change change);
}
