package io.sitewatch.local.cluster.kubelet;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.sitewatch.local.cluster.Events;
import io.sitewatch.local.cluster.Parts;
import io.sitewatch.local.cluster.control.Api;
import io.sitewatch.local.cluster.control.Controller;
import io.sitewatch.local.cluster.control.Key;
import io.sitewatch.local.cluster.control.Owned;
import io.sitewatch.local.cluster.process.RestartPolicy;
import io.sitewatch.local.cluster.process.Supervisor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The part of the kubelet and of the controllers above it: a Deployment or a Job is one process. Two pods cannot share a service's
 * address, so a changed template replaces the old process instead of rolling over to the new one, and more replicas than one
 * are one.
 */
public final class Kubelet implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration WAIT_FOR_SERVICE = Duration.ofSeconds(2);
    private static final RestartPolicy ALWAYS = RestartPolicy.always(Duration.ofSeconds(1), Duration.ofSeconds(30));

    private final Api api;
    private final PodPlanner planner;
    private final ServiceAddresses addresses;
    private final PodBoard board;
    private final Supervisor supervisor;
    private final Events events;
    private final Clock clock;
    private final HttpClient client;
    private final WorkloadStatus status;
    private final Map<Workload, PodProcess> running = new ConcurrentHashMap<>();
    private final Map<Workload, Complaint> complaints = new ConcurrentHashMap<>();
    private final ScheduledExecutorService prober = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "prober");
        thread.setDaemon(true);
        return thread;
    });
    private final Controller deployments = new Controller("deployments", 2, this::reconcileDeployment);
    private final Controller jobs = new Controller("jobs", 1, this::reconcileJob);

    private record Workload(String kind, Key key) {}

    /** What keeps a pod from starting, as last said. */
    private record Complaint(Key pod, String text) {}

    public Kubelet(Parts parts) {
        this.api = parts.api();
        this.planner = new PodPlanner(
                parts.api(), parts.artifacts(), parts.state(), parts.dns(), parts.addresses(), parts.heaps());
        this.addresses = parts.addresses();
        this.board = parts.pods();
        this.supervisor = parts.supervisor();
        this.events = parts.events();
        this.clock = parts.clock();
        this.client = parts.http();
        this.status = new WorkloadStatus(api, clock);
    }

    /** Begins to follow the API. */
    public void start() {
        api.watch(Secret.class, secret -> refresh(Key.of(secret)));
        api.watch(ConfigMap.class, configMap -> refresh(Key.of(configMap)));
        api.watch(
                Service.class, service -> servicesChanged(service.getMetadata().getNamespace()));
        api.watch(Deployment.class, deployment -> deployments.enqueue(Key.of(deployment)));
        api.watch(Job.class, job -> jobs.enqueue(Key.of(job)));
    }

    @Override
    public void close() {
        deployments.close();
        jobs.close();
        prober.shutdownNow();
    }

    private Optional<Duration> reconcileDeployment(Key key) throws IOException {
        Workload workload = new Workload("Deployment", key);
        Optional<Deployment> deployment = api.get(Deployment.class, key)
                .filter(object -> object.getMetadata().getDeletionTimestamp() == null);
        if (deployment.isEmpty()) {
            return stop(workload);
        }
        Integer replicas = deployment.get().getSpec().getReplicas();
        if (replicas != null && replicas == 0) {
            Optional<Duration> again = stop(workload);
            status.write(deployment.get(), false, false);
            return again;
        }
        Optional<Duration> again =
                ensure(workload, deployment.get(), deployment.get().getSpec().getTemplate(), ALWAYS);
        PodProcess process = running.get(workload);
        status.write(deployment.get(), process != null, process != null && process.ready());
        return again;
    }

    private Optional<Duration> reconcileJob(Key key) throws IOException {
        Workload workload = new Workload("Job", key);
        Optional<Job> job =
                api.get(Job.class, key).filter(object -> object.getMetadata().getDeletionTimestamp() == null);
        if (job.isEmpty()) {
            return stop(workload);
        }
        if (WorkloadStatus.finished(job.get())) {
            return Optional.empty();
        }
        Optional<Duration> again =
                ensure(workload, job.get(), job.get().getSpec().getTemplate(), untilSuccess(job.get()));
        PodProcess process = running.get(workload);
        if (process != null) {
            status.write(job.get(), process.terminated(), process.restarts());
        }
        return again;
    }

    private static RestartPolicy untilSuccess(Job job) {
        Integer limit = job.getSpec().getBackoffLimit();
        int most = limit == null ? 6 : limit;
        return (exit, failures) -> exit.code() == 0 || failures > most ? Optional.empty() : ALWAYS.next(exit, failures);
    }

    private Optional<Duration> ensure(
            Workload workload, HasMetadata owner, PodTemplateSpec template, RestartPolicy policy) throws IOException {
        PodPlanner.Identity identity = planner.identity(owner, template);
        PodProcess process = running.get(workload);
        if (process != null && process.plan().version().equals(identity.version())) {
            process.publish(board);
            return Optional.empty();
        }
        if (process != null) {
            return stop(workload).or(() -> Optional.of(Duration.ofMillis(100)));
        }
        if (waitsForService(owner, template)) {
            return Optional.of(Duration.ofMillis(250));
        }
        try {
            PodPlan plan = planner.plan(owner, template, identity);
            Complaint before = complaints.remove(workload);
            if (before != null && !before.pod().equals(plan.pod())) {
                board.remove(before.pod());
            }
            start(workload, plan, policy);
            return Optional.empty();
        } catch (NotReadyToStart e) {
            complain(workload, owner, template, identity, e);
            return Optional.of(LOOK_AGAIN);
        }
    }

    /** A service made right after its Deployment would else find the process on another address. */
    private boolean waitsForService(HasMetadata owner, PodTemplateSpec template) {
        Map<String, String> labels =
                Optional.ofNullable(template.getMetadata().getLabels()).orElse(Map.of());
        java.time.Instant made = java.time.Instant.parse(owner.getMetadata().getCreationTimestamp());
        return addresses.selecting(owner.getMetadata().getNamespace(), labels).isEmpty()
                && Duration.between(made, clock.instant()).compareTo(WAIT_FOR_SERVICE) < 0;
    }

    private void start(Workload workload, PodPlan plan, RestartPolicy policy) {
        PodProcess process = new PodProcess(
                plan,
                client,
                clock,
                events.of(
                        plan.command().component(),
                        workload.key().namespace(),
                        workload.key().name()),
                () -> enqueue(workload));
        running.put(workload, process);
        process.start(supervisor, policy);
        probeForever(workload, process);
        process.publish(board);
    }

    private void probeForever(Workload workload, PodProcess process) {
        if (running.get(workload) != process || prober.isShutdown()) {
            return;
        }
        prober.schedule(
                () -> {
                    process.probe();
                    probeForever(workload, process);
                },
                500,
                TimeUnit.MILLISECONDS);
    }

    private void complain(
            Workload workload,
            HasMetadata owner,
            PodTemplateSpec template,
            PodPlanner.Identity identity,
            NotReadyToStart problem) {
        PodReport report = new PodReport(
                identity.pod(),
                Optional.of(Owned.reference(owner)),
                Optional.ofNullable(template.getMetadata().getLabels()).orElse(Map.of()),
                Map.of(),
                template.getSpec(),
                identity.address(),
                false,
                0,
                Optional.empty(),
                Optional.of(new PodReport.Reason(problem.reason(), problem.getMessage())),
                Optional.empty());
        board.publish(report, PodBody.NONE, () -> enqueue(workload));
        Complaint complaint = new Complaint(identity.pod(), problem.reason() + ": " + problem.getMessage());
        Complaint before = complaints.put(workload, complaint);
        if (before != null && !before.pod().equals(identity.pod())) {
            board.remove(before.pod());
        }
        if (!complaint.equals(before)) {
            events.of(
                            workload.kind().toLowerCase(java.util.Locale.ROOT),
                            workload.key().namespace(),
                            workload.key().name())
                    .warn("cannot start yet: " + complaint.text());
        }
    }

    /** Ends the workload's process; when that takes time, says when to look again. */
    private Optional<Duration> stop(Workload workload) {
        Complaint complaint = complaints.remove(workload);
        if (complaint != null) {
            board.remove(complaint.pod());
        }
        PodProcess process = running.get(workload);
        if (process == null) {
            return Optional.empty();
        }
        if (!process.process().stop().isDone()) {
            return Optional.of(Duration.ofMillis(200));
        }
        running.remove(workload);
        board.remove(process.plan().pod());
        return Optional.empty();
    }

    private void refresh(Key changed) {
        List<PodProcess> inNamespace = new ArrayList<>();
        running.forEach((workload, process) -> {
            if (workload.key().namespace().equals(changed.namespace())) {
                inNamespace.add(process);
            }
        });
        for (PodProcess process : inNamespace) {
            try {
                process.plan().sandbox().refresh();
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "cannot write the volumes of " + process.plan().pod(), e);
            }
        }
    }

    private void servicesChanged(String namespace) {
        running.keySet().stream()
                .filter(workload -> workload.key().namespace().equals(namespace))
                .forEach(this::enqueue);
    }

    private void enqueue(Workload workload) {
        (workload.kind().equals("Job") ? jobs : deployments).enqueue(workload.key());
    }
}
