package io.sitewatch.kube.watch;

import io.sitewatch.kube.store.Change;
import io.sitewatch.kube.store.Stored;

/** One open watch: turns changes into what they are for somebody who sees only matching objects. */
final class Watch {
    private final WatchFilter filter;
    private final WatchSink sink;

    Watch(WatchFilter filter, WatchSink sink) {
        this.filter = filter;
        this.sink = sink;
    }

    void deliver(Change change) {
        Stored now = change.object();
        boolean before = change.previous() != null && filter.test(change.previous());
        boolean after = change.kind() != Change.Kind.DELETED && filter.test(now);
        if (after) {
            sink.event(before ? "MODIFIED" : "ADDED", now, now.revision());
        } else if (before) {
            sink.event("DELETED", now, now.revision());
        }
    }

    void bookmark(long revision) {
        sink.bookmark(revision);
    }
}
