package io.sitewatch.kube.watch;

import io.sitewatch.kube.error.ApiException;
import io.sitewatch.kube.store.Change;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The watches of one collection, and its latest changes for those that reconnect. */
final class WatchChannel {
    private static final int REMEMBERED = 1_000;

    private final Deque<Change> latest = new ArrayDeque<>();
    private final List<Watch> watches = new ArrayList<>();
    private long forgotten;

    /** @param forgotten changes up to this revision are not known any more */
    WatchChannel(long forgotten) {
        this.forgotten = forgotten;
    }

    synchronized void publish(Change change) {
        latest.addLast(change);
        if (latest.size() > REMEMBERED) {
            forgotten = latest.removeFirst().object().revision();
        }
        for (Watch watch : watches) {
            watch.deliver(change);
        }
    }

    synchronized void open(Watch watch, long after) {
        if (after < forgotten) {
            throw ApiException.expired(after, forgotten);
        }
        for (Change change : latest) {
            if (change.object().revision() > after) {
                watch.deliver(change);
            }
        }
        watches.add(watch);
    }

    synchronized void close(Watch watch) {
        watches.remove(watch);
    }

    synchronized void bookmark(long revision) {
        watches.forEach(watch -> watch.bookmark(revision));
    }
}
