package io.sitewatch.local.cluster.kubelet;

import java.util.concurrent.CompletableFuture;

/** What ends when somebody deletes its pod. Whoever owns the pod starts it again, or does not. */
public interface PodBody {

    /** Of a pod that never started. */
    PodBody NONE = atOnce -> CompletableFuture.completedFuture(null);

    /**
     * Ends it.
     *
     * @param atOnce without time for last words
     * @return done when it has ended
     */
    CompletableFuture<?> end(boolean atOnce);
}
