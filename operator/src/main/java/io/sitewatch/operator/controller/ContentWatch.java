package io.sitewatch.operator.controller;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.sitewatch.operator.kibana.ContentItem;
import io.sitewatch.operator.kibana.SiteContent;
import io.sitewatch.operator.live.SearchContent;
import io.sitewatch.operator.model.SearchModel;
import io.sitewatch.operator.model.SiteModel;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the content of Elasticsearch and Kibana beside the reconciliation, which waits for no HTTP: at once when a site asks for
 * something new, and every so often in case that somebody emptied them. Wakes the site when what there is to say has changed.
 */
final class ContentWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ContentWatch.class);
    private static final int WORKERS = 2;

    private final ContentKeeper keeper;
    private final Consumer<ResourceID> wake;
    private final Map<ResourceID, Followed> followed = new ConcurrentHashMap<>();
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS, task -> {
        Thread thread = new Thread(task, "sitewatch-content");
        thread.setDaemon(true);
        return thread;
    });

    ContentWatch(ContentKeeper keeper, Consumer<ResourceID> wake) {
        this.keeper = keeper;
        this.wake = wake;
    }

    /** A site, and how its content is. */
    private static final class Followed {
        private final AtomicBoolean isRunning = new AtomicBoolean();
        private long generation;
        private String content = "";
        private volatile SiteModel site;
        private volatile String wanted = "";
        private volatile SearchContent latest = SearchContent.pending();
    }

    /** What was found the last time. */
    SearchContent latest(ResourceID id) {
        if (keeper == ContentKeeper.NOBODY) {
            return SearchContent.unkept();
        }
        return Optional.ofNullable(followed.get(id)).map(one -> one.latest).orElseGet(SearchContent::pending);
    }

    /**
     * From now on, keeps the content of this site, as it should be by now. Called for one site at a time.
     *
     * @param generation of the manifest: the content follows from it alone, and only where it goes from what there is
     */
    void follow(ResourceID id, long generation, SiteModel site) {
        if (site.search().isEmpty()) {
            forget(id);
            return;
        }
        Followed one = followed.computeIfAbsent(id, absent -> new Followed());
        if (one.content.isEmpty() || one.generation != generation) {
            one.content = content(site);
            one.generation = generation;
        }
        String wanted = place(site) + one.content;
        boolean isNew = !wanted.equals(one.wanted);
        one.site = site;
        one.wanted = wanted;
        if (isNew) {
            keep(id, one);
        }
    }

    void forget(ResourceID id) {
        followed.remove(id);
    }

    /** Looks after every site; called on a timer. */
    void keepAll() {
        followed.forEach(this::keep);
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }

    private void keep(ResourceID id, Followed one) {
        if (!one.isRunning.compareAndSet(false, true)) {
            return;
        }
        try {
            workers.execute(() -> run(id, one));
        } catch (RejectedExecutionException closing) {
            one.isRunning.set(false);
        }
    }

    private void run(ResourceID id, Followed one) {
        String kept;
        SearchContent before = one.latest;
        try {
            kept = one.wanted;
            SiteModel site = one.site;
            Map<String, String> ledger = new TreeMap<>(before.ledger()
                    .orElseGet(() -> site.search().orElseThrow().content().ledger()));
            one.latest = keeper.keep(site, ledger);
        } catch (RuntimeException failure) {
            LOG.warn("keeping the content of {} failed and will be tried again", id, failure);
            kept = one.wanted;
        } finally {
            one.isRunning.set(false);
        }
        if (!one.latest.equals(before) && followed.get(id) == one) {
            wake.accept(id);
        }
        if (!kept.equals(one.wanted)) {
            keep(id, one);
        }
    }

    /** All that decides where it is written, and how. */
    private static String place(SiteModel site) {
        SearchModel search = site.search().orElseThrow();
        return search.url()
                + search.answers()
                + search.kibanaUrl()
                + search.retention()
                + search.content().always()
                + search.content().connector();
    }

    /** All that is written. */
    private static String content(SiteModel site) {
        return SiteContent.of(site, Optional.empty()).stream()
                .map(ContentItem::digest)
                .collect(Collectors.joining());
    }
}
