package io.sitewatch.local.cluster.kubelet;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentConditionBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.sitewatch.local.cluster.control.Api;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Writes what the Deployment and Job controllers write, when it differs. */
final class WorkloadStatus {
    private final Api api;
    private final Clock clock;

    WorkloadStatus(Api api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    void write(Deployment deployment, boolean exists, boolean ready) {
        DeploymentStatus before = deployment.getStatus();
        int replicas = exists ? 1 : 0;
        int available = ready ? 1 : 0;
        boolean wanted = deployment.getSpec().getReplicas() == null
                || deployment.getSpec().getReplicas() > 0;
        boolean minimum = ready || !wanted;
        DeploymentStatus status = new DeploymentStatusBuilder()
                .withObservedGeneration(deployment.getMetadata().getGeneration())
                .withReplicas(replicas)
                .withUpdatedReplicas(replicas)
                .withReadyReplicas(available == 0 ? null : available)
                .withAvailableReplicas(available == 0 ? null : available)
                .withUnavailableReplicas(minimum ? null : 1)
                .withConditions(
                        condition(
                                "Available",
                                minimum,
                                minimum ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                                minimum
                                        ? "Deployment has minimum availability."
                                        : "Deployment does not have minimum availability.",
                                before),
                        condition(
                                "Progressing",
                                true,
                                minimum ? "NewReplicaSetAvailable" : "ReplicaSetUpdated",
                                minimum ? "the process is ready" : "the process is progressing",
                                before))
                .build();
        if (!status.equals(before)) {
            deployment.setStatus(status);
            api.client()
                    .apps()
                    .deployments()
                    .inNamespace(deployment.getMetadata().getNamespace())
                    .resource(deployment)
                    .updateStatus();
        }
    }

    void write(Job job, Optional<Integer> terminated, int restarts) {
        JobStatus before = job.getStatus();
        String startTime = before == null || before.getStartTime() == null ? now() : before.getStartTime();
        JobStatusBuilder status = new JobStatusBuilder()
                .withStartTime(startTime)
                .withActive(terminated.isPresent() ? null : 1)
                .withFailed(failed(terminated, restarts));
        terminated.ifPresent(code -> {
            boolean succeeded = code == 0;
            status.withConditions(new JobConditionBuilder()
                    .withType(succeeded ? "Complete" : "Failed")
                    .withStatus("True")
                    .withReason(succeeded ? "CompletionsReached" : "BackoffLimitExceeded")
                    .withMessage(succeeded ? "the process ended with 0" : "the process ended with " + code)
                    .withLastTransitionTime(now())
                    .build());
            if (succeeded) {
                status.withSucceeded(1).withCompletionTime(now());
            }
        });
        JobStatus after = status.build();
        if (!after.equals(before)) {
            job.setStatus(after);
            api.client()
                    .batch()
                    .v1()
                    .jobs()
                    .inNamespace(job.getMetadata().getNamespace())
                    .resource(job)
                    .updateStatus();
        }
    }

    static boolean finished(Job job) {
        return job.getStatus() != null
                && job.getStatus().getConditions().stream()
                        .anyMatch(condition -> List.of("Complete", "Failed").contains(condition.getType())
                                && "True".equals(condition.getStatus()));
    }

    private static Integer failed(Optional<Integer> terminated, int restarts) {
        int failures = restarts + (terminated.isPresent() && terminated.get() != 0 ? 1 : 0);
        return failures == 0 ? null : failures;
    }

    private DeploymentCondition condition(
            String type, boolean holds, String reason, String message, DeploymentStatus before) {
        String status = holds ? "True" : "False";
        List<DeploymentCondition> old = before == null ? List.of() : before.getConditions();
        String since = old.stream()
                .filter(condition -> condition.getType().equals(type)
                        && condition.getStatus().equals(status))
                .map(DeploymentCondition::getLastTransitionTime)
                .findFirst()
                .orElseGet(this::now);
        String updated = old.stream()
                .filter(condition -> condition.getType().equals(type)
                        && condition.getStatus().equals(status)
                        && condition.getReason().equals(reason))
                .map(DeploymentCondition::getLastUpdateTime)
                .findFirst()
                .orElseGet(this::now);
        return new DeploymentConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(message)
                .withLastTransitionTime(since)
                .withLastUpdateTime(updated)
                .build();
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
