package io.sitewatch.bench.operator;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Plays Strimzi's, CloudNativePG's, ECK's, Spark's and the kubelet's part in no time: whatever they would act on is ready
 * as soon as it is seen, so that what is left to measure is our operator.
 */
final class InstantOperators implements AutoCloseable {
    private static final int WRITERS = 2;
    private static final int NOT_FOUND = 404;

    private final KubernetesClient client;
    private final List<SharedIndexInformer<GenericKubernetesResource>> informers = new ArrayList<>();
    private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    private final AtomicLong writes = new AtomicLong();

    InstantOperators(KubernetesClient client) {
        this.client = client;
        for (Operand operand : Operand.values()) {
            informers.add(client.genericKubernetesResources(operand.context())
                    .inAnyNamespace()
                    .inform(new Handler(operand)));
        }
    }

    /** Statuses written so far. */
    long writes() {
        return writes.get();
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::close);
        writers.shutdownNow();
    }

    private void write(Operand operand, GenericKubernetesResource object) {
        String status = Serialization.asJson(Map.of("status", operand.readyStatus(object)));
        try {
            client.genericKubernetesResources(operand.context())
                    .inNamespace(object.getMetadata().getNamespace())
                    .withName(object.getMetadata().getName())
                    .subresource("status")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), status);
            writes.incrementAndGet();
        } catch (KubernetesClientException e) {
            if (e.getCode() != NOT_FOUND) {
                throw e;
            }
        }
    }

    private final class Handler implements ResourceEventHandler<GenericKubernetesResource> {
        private final Operand operand;

        Handler(Operand operand) {
            this.operand = operand;
        }

        @Override
        public void onAdd(GenericKubernetesResource object) {
            writers.execute(() -> write(operand, object));
        }

        @Override
        public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
            if (!before.getMetadata().getGeneration().equals(after.getMetadata().getGeneration())) {
                onAdd(after);
            }
        }

        @Override
        public void onDelete(GenericKubernetesResource object, boolean unknown) {
            // Nothing of it is left to act for.
        }
    }
}
