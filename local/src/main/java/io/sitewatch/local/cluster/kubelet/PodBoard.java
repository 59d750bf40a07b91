package io.sitewatch.local.cluster.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.sitewatch.local.cluster.control.Api;
import io.sitewatch.local.cluster.control.Key;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes Pod objects, so that {@code kubectl get pods} shows the processes, and ends the process of a pod that somebody deletes;
 * writes nothing when nothing changed.
 */
public final class PodBoard {
    private static final String MANAGER = "kubelet";
    private static final String NODE = "laptop";

    private final Api api;
    private final RunningPods running;
    private final Clock clock;
    private final Map<Key, Shown> shown = new HashMap<>();
    private final Set<String> ending = ConcurrentHashMap.newKeySet();

    /** What the API server has of a pod of ours. */
    private record Shown(String uid, PodReport report, PodBody body, Runnable changed) {}

    public PodBoard(Api api, RunningPods running, Clock clock) {
        this.api = api;
        this.running = running;
        this.clock = clock;
    }

    /** Begins to look for pods that somebody deletes. */
    public void start() {
        api.watch(Pod.class, this::changed, this::gone);
    }

    /**
     * Makes the pod's object say that.
     *
     * @param body ends when somebody deletes the pod
     * @param changed called when that has happened
     */
    public synchronized void publish(PodReport report, PodBody body, Runnable changed) {
        Shown before = shown.get(report.pod());
        if (before != null && report.equals(before.report())) {
            return;
        }
        Pod pod = api.apply(
                new PodBuilder()
                        .withNewMetadata()
                        .withName(report.pod().name())
                        .withNamespace(report.pod().namespace())
                        .withLabels(report.labels())
                        .withAnnotations(report.annotations())
                        .withOwnerReferences(report.owner().stream().toList())
                        .endMetadata()
                        .withSpec(new PodSpecBuilder(report.spec())
                                .withNodeName(NODE)
                                .build())
                        .build(),
                MANAGER);
        pod.setStatus(status(report, pod.getStatus()));
        api.client().pods().inNamespace(report.pod().namespace()).resource(pod).updateStatus();
        shown.put(report.pod(), new Shown(pod.getMetadata().getUid(), report, body, changed));
        running.put(report);
    }

    /** Processes do not outlive the laptop cluster that started them, so neither do their pods. */
    public void clear() {
        api.client().pods().inAnyNamespace().withGracePeriod(0).delete();
    }

    /** The pod is gone. */
    public synchronized void remove(Key pod) {
        shown.remove(pod);
        running.remove(pod);
        delete(pod);
    }

    private void delete(Key pod) {
        api.client()
                .pods()
                .inNamespace(pod.namespace())
                .withName(pod.name())
                .withGracePeriod(0)
                .delete();
    }

    /** Somebody wants the pod to end, and it waits for its process to have ended. */
    private void changed(Pod pod) {
        String uid = pod.getMetadata().getUid();
        if (pod.getMetadata().getDeletionTimestamp() == null
                || !NODE.equals(pod.getSpec().getNodeName())
                || !ending.add(uid)) {
            return;
        }
        Optional<Shown> ours = ours(pod);
        ours.map(Shown::body).orElse(PodBody.NONE).end(false).whenComplete((ended, failure) -> {
            forget(pod);
            ending.remove(uid);
            ours.map(Shown::changed).ifPresent(Runnable::run);
        });
    }

    /** Somebody took the pod away without asking. */
    private void gone(Pod pod) {
        Optional<Shown> ours = ours(pod);
        if (ours.isPresent()) {
            ours.get().body().end(true).whenComplete((ended, failure) -> {
                forget(pod);
                ours.get().changed().run();
            });
        }
    }

    private synchronized Optional<Shown> ours(Pod pod) {
        return Optional.ofNullable(shown.get(Key.of(pod)))
                .filter(one -> one.uid().equals(pod.getMetadata().getUid()));
    }

    private synchronized void forget(Pod pod) {
        Key key = Key.of(pod);
        Shown now = shown.get(key);
        if (now == null) {
            delete(key);
        } else if (now.uid().equals(pod.getMetadata().getUid())) {
            remove(key);
        }
    }

    private PodStatus status(PodReport report, PodStatus before) {
        boolean running = report.waiting().isEmpty() && report.terminated().isEmpty();
        String phase = report.terminated()
                .map(code -> code == 0 ? "Succeeded" : "Failed")
                .orElse(running ? "Running" : "Pending");
        return new PodStatusBuilder()
                .withPhase(phase)
                .withPodIP(report.address())
                .addNewPodIP(report.address())
                .withHostIP("127.0.0.1")
                .withStartTime(report.startedAt().map(PodBoard::text).orElse(null))
                .withConditions(
                        condition("PodScheduled", true, before),
                        condition("ContainersReady", report.ready(), before),
                        condition("Ready", report.ready(), before))
                .withContainerStatuses(container(report, running))
                .build();
    }

    private static ContainerStatus container(PodReport report, boolean running) {
        Container container = report.spec().getContainers().get(0);
        return new ContainerStatusBuilder()
                .withName(container.getName())
                .withImage(container.getImage())
                .withImageID("")
                .withReady(report.ready())
                .withStarted(running)
                .withRestartCount(report.restarts())
                .withState(state(report))
                .build();
    }

    private static ContainerState state(PodReport report) {
        ContainerStateBuilder state = new ContainerStateBuilder();
        if (report.terminated().isPresent()) {
            int code = report.terminated().get();
            return state.withNewTerminated()
                    .withExitCode(code)
                    .withReason(code == 0 ? "Completed" : "Error")
                    .endTerminated()
                    .build();
        }
        if (report.waiting().isPresent()) {
            return state.withNewWaiting()
                    .withReason(report.waiting().get().reason())
                    .withMessage(report.waiting().get().message())
                    .endWaiting()
                    .build();
        }
        return state.withNewRunning()
                .withStartedAt(report.startedAt().map(PodBoard::text).orElse(null))
                .endRunning()
                .build();
    }

    private PodCondition condition(String type, boolean holds, PodStatus before) {
        String status = holds ? "True" : "False";
        List<PodCondition> old = before == null ? List.of() : before.getConditions();
        String since = old.stream()
                .filter(condition -> condition.getType().equals(type)
                        && condition.getStatus().equals(status))
                .map(PodCondition::getLastTransitionTime)
                .findFirst()
                .orElseGet(() -> text(clock.instant()));
        return new PodConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withLastTransitionTime(since)
                .build();
    }

    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
