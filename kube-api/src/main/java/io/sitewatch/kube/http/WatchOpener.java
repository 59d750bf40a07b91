package io.sitewatch.kube.http;

import io.sitewatch.kube.error.ApiException;
import io.sitewatch.kube.store.ObjectStore;
import io.sitewatch.kube.store.Snapshot;
import io.sitewatch.kube.store.Stored;
import io.sitewatch.kube.watch.WatchHub;

/** Opens a stream: what is there now when asked for, then every change after it. */
final class WatchOpener {
    private static final Runnable NOTHING_TO_CLOSE = () -> {};

    private final ObjectStore store;
    private final WatchHub hub;

    WatchOpener(ObjectStore store, WatchHub hub) {
        this.store = store;
        this.hub = hub;
    }

    /** @return closes the watch; refusals are sent down the stream, as the API server does */
    Runnable open(Answer.Stream stream, WatchStream sink) {
        String storage = stream.target().type().storage();
        try {
            long after = stream.after() < 0 ? sendInitial(storage, stream, sink) : stream.after();
            return hub.open(storage, stream.filter(), after, sink);
        } catch (ApiException refused) {
            sink.error(refused);
            return NOTHING_TO_CLOSE;
        }
    }

    private long sendInitial(String storage, Answer.Stream stream, WatchStream sink) {
        Snapshot snapshot = store.list(storage, stream.filter().namespace());
        for (Stored stored : snapshot.objects()) {
            if (stream.filter().test(stored)) {
                sink.event("ADDED", stored, stored.revision());
            }
        }
        if (stream.initialEvents()) {
            sink.endOfInitialEvents(snapshot.revision());
        }
        return snapshot.revision();
    }
}
