package io.sitewatch.kube.watch;

import io.sitewatch.kube.store.Stored;

/** The far end of a watch. Called in the order of revisions; must not block. */
public interface WatchSink {

    /** @param type {@code ADDED}, {@code MODIFIED} or {@code DELETED}, as it looks through this watch's selectors */
    void event(String type, Stored object, long revision);

    /** Nothing newer than this revision has been missed. */
    void bookmark(long revision);
}
