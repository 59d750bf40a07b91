package io.sitewatch.kube.control;

import io.sitewatch.kube.store.Change;

/** Something that follows from a change. */
public interface Controller {

    /** Called while the store's lock is held: must be quick and must not write. */
    boolean isConcernedBy(Change change);

    /** Called later, on the controllers' thread. */
    void react(Change change);
}
