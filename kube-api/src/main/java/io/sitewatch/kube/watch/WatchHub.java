package io.sitewatch.kube.watch;

import io.sitewatch.kube.store.Change;
import io.sitewatch.kube.store.ChangeListener;
import io.sitewatch.kube.store.ObjectStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Hands every change to the watches of its collection. */
public final class WatchHub implements ChangeListener {
    private final Map<String, WatchChannel> channels = new ConcurrentHashMap<>();
    private final ObjectStore store;
    private final long firstRevision;

    public WatchHub(ObjectStore store) {
        this.store = store;
        this.firstRevision = store.revision();
        store.listen(this);
    }

    @Override
    public void changed(Change change) {
        channel(change.object().storage()).publish(change);
    }

    /**
     * Opens a watch on the changes after a revision.
     *
     * @return closes the watch
     * @throws io.sitewatch.kube.error.ApiException 410 Expired when changes after that revision have been forgotten
     */
    public Runnable open(String storage, WatchFilter filter, long after, WatchSink sink) {
        Watch watch = new Watch(filter, sink);
        WatchChannel channel = channel(storage);
        channel.open(watch, after);
        return () -> channel.close(watch);
    }

    /** Tells every watch how far the server has come, so that a quiet watch can go on from here later. */
    public void bookmarkAll() {
        long revision = store.revision();
        channels.values().forEach(channel -> channel.bookmark(revision));
    }

    private WatchChannel channel(String storage) {
        return channels.computeIfAbsent(storage, absent -> new WatchChannel(firstRevision));
    }
}
