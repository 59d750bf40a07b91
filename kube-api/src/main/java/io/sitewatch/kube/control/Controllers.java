package io.sitewatch.kube.control;

import io.sitewatch.kube.store.Change;
import io.sitewatch.kube.store.ChangeListener;
import io.sitewatch.kube.store.ObjectStore;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what follows from changes (the controller manager's part) on one thread, off the writers' path. */
public final class Controllers implements ChangeListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Controllers.class);

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread worker = new Thread(task, "kube-api-controllers");
        worker.setDaemon(true);
        return worker;
    });
    private final List<Controller> controllers;

    public Controllers(ObjectStore store, List<Controller> controllers) {
        this.controllers = controllers;
        store.listen(this);
        for (String storage : store.storages()) {
            store.list(storage, null).objects().forEach(stored -> changed(new Change(Change.Kind.ADDED, stored, null)));
        }
    }

    @Override
    public void changed(Change change) {
        for (Controller controller : controllers) {
            if (controller.isConcernedBy(change)) {
                submit(() -> controller.react(change));
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void submit(Runnable reaction) {
        try {
            thread.execute(() -> {
                try {
                    reaction.run();
                } catch (RuntimeException e) {
                    LOG.warn("a controller failed", e);
                }
            });
        } catch (RejectedExecutionException closing) {
            LOG.debug("not reacting any more: the server is closing");
        }
    }
}
