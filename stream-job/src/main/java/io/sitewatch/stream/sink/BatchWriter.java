package io.sitewatch.stream.sink;

import io.sitewatch.stream.batch.Batch;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a batch to all views at once, and is done when all have it. A view that is down makes the batch wait; the others
 * have it already, and know.
 */
public final class BatchWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);

    private final PostgresView postgres;
    private final TopicsView topics;
    private final Optional<SearchView> search;
    /** Removals are noted once, with the batch that catches up. */
    private boolean hasSwept;

    private final Patience patience = Patience.usual();
    private final Map<View, Future<?>> preparing = new IdentityHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "view");
        thread.setDaemon(true);
        return thread;
    });

    public BatchWriter(PostgresView postgres, TopicsView topics, Optional<SearchView> search) {
        this.postgres = postgres;
        this.topics = topics;
        this.search = search;
    }

    /**
     * Connects to the views, so that the first batch need not wait for it; to be called before it. What does not work yet is
     * tried again with the batch.
     */
    public void prepare() {
        prepare(postgres);
        prepare(topics);
        search.ifPresent(this::prepare);
    }

    /** Returns when every view has the batch. */
    public void write(Batch batch) throws InterruptedException {
        List<Future<?>> writing = new ArrayList<>();
        try {
            writing.add(threads.submit(() -> patiently(postgres, batch)));
            writing.add(threads.submit(() -> patiently(topics, batch)));
            search.ifPresent(view -> writing.add(threads.submit(() -> patiently(view, batch))));
            for (Future<?> view : writing) {
                view.get();
            }
            if (!hasSwept && search.isPresent() && postgres.hasCaughtUp()) {
                patience.until("removing from the search what earlier runs wrote", () -> sweep(search.get()));
            }
            patience.until("writing what was refused of batch " + batch.id(), () -> {
                topics.writeRefused(batch);
                return null;
            });
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failure.getCause());
        } finally {
            writing.forEach(view -> view.cancel(true));
        }
    }

    private Void sweep(SearchView view) throws Exception {
        for (List<PostgresView.Removal> removals = postgres.removals();
                !removals.isEmpty();
                removals = postgres.removals()) {
            view.remove(removals);
            postgres.removed(removals);
        }
        hasSwept = true;
        return null;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        postgres.close();
        topics.close();
        search.ifPresent(View::close);
    }

    private void prepare(View view) {
        preparing.put(view, threads.submit(() -> {
            view.prepare();
            return null;
        }));
    }

    private Void patiently(View view, Batch batch) throws InterruptedException {
        awaitPreparation(view);
        return patience.until("writing batch " + batch.id() + " to " + view.name(), () -> {
            view.write(batch);
            return null;
        });
    }

    private void awaitPreparation(View view) throws InterruptedException {
        try {
            Future<?> prepared = preparing.get(view);
            if (prepared != null) {
                prepared.get();
            }
        } catch (ExecutionException notYet) {
            LOG.debug("{} is not ready yet", view.name(), notYet);
        }
    }
}
