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
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.sitewatch.local.cluster.control.Api;
import io.sitewatch.local.cluster.control.Key;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Writes Pod objects, so that {@code kubectl get pods} shows the processes; writes nothing when nothing changed. */
public final class PodBoard {
    private static final String MANAGER = "kubelet";

    private final Api api;
    private final Clock clock;
    private final Map<Key, PodReport> written = new ConcurrentHashMap<>();

    public PodBoard(Api api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    /** Makes the pod's object say that. */
    public void publish(PodReport report) {
        if (report.equals(written.get(report.pod()))) {
            return;
        }
        Pod pod = api.apply(
                new PodBuilder()
                        .withNewMetadata()
                        .withName(report.pod().name())
                        .withNamespace(report.pod().namespace())
                        .withLabels(report.labels())
                        .withAnnotations(report.annotations())
                        .withOwnerReferences(report.owner())
                        .endMetadata()
                        .withSpec(report.spec())
                        .build(),
                MANAGER);
        pod.setStatus(status(report, pod.getStatus()));
        api.client().pods().inNamespace(report.pod().namespace()).resource(pod).updateStatus();
        written.put(report.pod(), report);
    }

    /** Processes do not outlive the laptop cluster that started them, so neither do their pods. */
    public void clear() {
        written.clear();
        api.client().pods().inAnyNamespace().withGracePeriod(0).delete();
    }

    /** The pod is gone. */
    public void remove(Key pod) {
        written.remove(pod);
        api.client()
                .pods()
                .inNamespace(pod.namespace())
                .withName(pod.name())
                .withGracePeriod(0)
                .delete();
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
