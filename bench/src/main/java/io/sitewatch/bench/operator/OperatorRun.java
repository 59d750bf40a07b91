package io.sitewatch.bench.operator;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.sitewatch.bench.report.Percentiles;
import io.sitewatch.bench.stack.House;
import io.sitewatch.kube.KubeApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One number of sites: a fresh API server, a fresh operator, and from the first apply to rest. */
final class OperatorRun {
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final int REPAIRS = 20;
    private static final int QUIET_SECONDS = 5;

    private final House house;
    private final String heap;
    private final int restSeconds;

    OperatorRun(House house, String heap, int restSeconds) {
        this.house = house;
        this.heap = heap;
        this.restSeconds = restSeconds;
    }

    Result run(int count, Path folder) throws IOException, InterruptedException {
        try (KubeApiServer api = KubeApiServer.builder().start();
                KubernetesClient client = api.client()) {
            Operand.definitions()
                    .forEach(definition -> client.resource(definition).create());
            try (var ours = Files.newInputStream(house.siteDefinition())) {
                client.load(ours).create();
            }
            Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), api.kubeconfig());
            try (OperatorProcess operator = OperatorProcess.start(house, kubeconfig, heap, folder);
                    InstantOperators others = new InstantOperators(client);
                    Sites sites = new Sites(client, count)) {
                return measure(client, operator, others, sites);
            }
        }
    }

    private Result measure(KubernetesClient client, OperatorProcess operator, InstantOperators others, Sites sites)
            throws IOException, InterruptedException {
        Mark before = mark(client, operator);
        Duration cpuBefore = operator.usage().cpu();
        long start = System.nanoTime();
        sites.apply();
        operator.child().await("readiness of all sites", PATIENCE, sites::allReady);
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuSeconds = operator.usage().cpu().minus(cpuBefore).toMillis() / 1000.0;
        awaitQuiet(client, operator);
        Mark settled = mark(client, operator);

        sites.touchEach("once");
        awaitReconciled(operator, settled.reconciliations() + sites.count());
        TimeUnit.SECONDS.sleep(restSeconds);
        Mark rested = mark(client, operator);

        return new Result(
                sites.count(),
                seconds,
                sites.count() / seconds,
                sites.count() / cpuSeconds,
                (settled.reconciliations() - before.reconciliations()) / seconds,
                (double) (settled.writes() - before.writes()) / sites.count(),
                (double) (settled.revision() - before.revision() - others.writes() - sites.count()) / sites.count(),
                rested.reconciliations() - settled.reconciliations(),
                rested.writes() - settled.writes(),
                rested.revision() - settled.revision() - sites.count(),
                mebibytes(operator.liveHeap()),
                mebibytes(operator.usage().peakResidentBytes()),
                repair(sites));
    }

    /** Sites are ready before their last reconciliation has ended. */
    private static void awaitQuiet(KubernetesClient client, OperatorProcess operator) throws InterruptedException {
        Mark last = mark(client, operator);
        for (int quiet = 0; quiet < QUIET_SECONDS; quiet++) {
            TimeUnit.SECONDS.sleep(1);
            Mark now = mark(client, operator);
            if (!now.equals(last)) {
                quiet = -1;
            }
            last = now;
        }
    }

    private static void awaitReconciled(OperatorProcess operator, long reconciliations) throws InterruptedException {
        operator.child()
                .await(
                        "one more reconciliation of each site",
                        PATIENCE,
                        () -> operator.reconciliations() >= reconciliations);
    }

    /** From the answer to the deletion until the object is there again. */
    private static Percentiles repair(Sites sites) throws InterruptedException {
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < REPAIRS; i++) {
            Resource<ConfigMap> rules = sites.rules(i * sites.count() / REPAIRS);
            String uid = rules.get().getMetadata().getUid();
            long start = System.nanoTime();
            rules.delete();
            ConfigMap restored = rules.get();
            while (restored == null || restored.getMetadata().getUid().equals(uid)) {
                if (System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw new IllegalStateException("the rules of a site were never restored");
                }
                TimeUnit.MILLISECONDS.sleep(2);
                restored = rules.get();
            }
            millis.add((System.nanoTime() - start) / 1_000_000);
        }
        return Percentiles.of(millis);
    }

    private static Mark mark(KubernetesClient client, OperatorProcess operator) {
        return new Mark(
                Long.parseLong(client.namespaces().list().getMetadata().getResourceVersion()),
                operator.apiWrites(),
                operator.reconciliations());
    }

    private static long mebibytes(long bytes) {
        return bytes >> 20;
    }

    /** What has been counted by now: the API's revision is one more with each change that it stores. */
    private record Mark(long revision, long writes, long reconciliations) {}

    /**
     * One line of the table.
     *
     * @param seconds from the first apply to the last site's being Ready
     * @param sitesPerCpuSecond of the operator's own process: what neighbours on the machine change least
     * @param writesPerSite requests of the operator that were no reads, events included
     * @param changesPerSite what the API stored of them
     * @param reconciliationsAtRest after all was done: each site once more, by somebody's annotation on a child
     * @param writesAtRest requests of the operator in that time that were no reads
     * @param changesAtRest what the API stored in that time, the annotations left out
     * @param heapMiB of the operator, alive after a full collection
     * @param repairMillis until a deleted ConfigMap is there again
     */
    record Result(
            int sites,
            double seconds,
            double sitesPerSecond,
            double sitesPerCpuSecond,
            double reconciliationsPerSecond,
            double writesPerSite,
            double changesPerSite,
            long reconciliationsAtRest,
            long writesAtRest,
            long changesAtRest,
            long heapMiB,
            long peakRssMiB,
            Percentiles repairMillis) {}
}
