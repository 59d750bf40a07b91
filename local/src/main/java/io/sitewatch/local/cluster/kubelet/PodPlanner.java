package io.sitewatch.local.cluster.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.sitewatch.local.cluster.Artifacts;
import io.sitewatch.local.cluster.LaptopConfig;
import io.sitewatch.local.cluster.StateDirectory;
import io.sitewatch.local.cluster.control.Api;
import io.sitewatch.local.cluster.control.Key;
import io.sitewatch.local.cluster.control.Owned;
import io.sitewatch.local.cluster.dns.Dns;
import io.sitewatch.local.cluster.process.ProcessSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Turns a pod template into a process that can be started. */
final class PodPlanner {
    private static final int NAME_HASH = 10;
    private static final Duration LONGEST_GRACE = Duration.ofSeconds(6);

    private final Api api;
    private final Artifacts artifacts;
    private final StateDirectory state;
    private final Dns dns;
    private final ServiceAddresses addresses;
    private final LaptopConfig.Heaps heaps;

    PodPlanner(
            Api api,
            Artifacts artifacts,
            StateDirectory state,
            Dns dns,
            ServiceAddresses addresses,
            LaptopConfig.Heaps heaps) {
        this.api = api;
        this.artifacts = artifacts;
        this.state = state;
        this.dns = dns;
        this.addresses = addresses;
        this.heaps = heaps;
    }

    /** The name and the version of the pod that the template makes now; cheap, and never fails. */
    Identity identity(HasMetadata owner, PodTemplateSpec template) {
        String namespace = owner.getMetadata().getNamespace();
        Key provisional = new Key(namespace, owner.getMetadata().getName());
        String address = addresses.selecting(namespace, labels(template)).orElseGet(() -> addresses.own(provisional));
        String templateHash = hash(Serialization.asJson(template));
        String name = owner.getMetadata().getName() + "-" + templateHash.substring(0, NAME_HASH);
        return new Identity(new Key(namespace, name), address, templateHash + "/" + address);
    }

    /** Which pod a template makes now. */
    record Identity(Key pod, String address, String version) {}

    /**
     * The plan of that pod.
     *
     * @throws NotReadyToStart when its image is not ours, or something that it refers to does not exist
     */
    PodPlan plan(HasMetadata owner, PodTemplateSpec template, Identity identity) throws NotReadyToStart, IOException {
        PodSpec spec = template.getSpec();
        if (spec.getContainers().size() != 1 || !spec.getInitContainers().isEmpty()) {
            throw new NotReadyToStart(
                    "CreateContainerError",
                    "a pod on the laptop has one container and no init container, this one has "
                            + spec.getContainers().size() + " and "
                            + spec.getInitContainers().size());
        }
        Container container = spec.getContainers().get(0);
        Path jar = jar(container);
        Key pod = identity.pod();
        Sandbox sandbox = new Sandbox(api, state, pod, spec);
        Sandbox.Prepared prepared = sandbox.prepare(container, fields(pod, identity.address(), spec));
        Map<String, String> environment = new HashMap<>(prepared.environment());
        environment.put("HOSTNAME", pod.name());
        environment.putIfAbsent("HOME", sandbox.folder().toString());
        environment.put("QUARKUS_HTTP_HOST", identity.address());
        environment.put("STREAM_HTTP_HOST", identity.address());
        String component = labels(template)
                .getOrDefault("app.kubernetes.io/component", owner.getMetadata().getName());
        ProcessSpec command = new ProcessSpec(
                component,
                pod.namespace(),
                pod.name(),
                JvmCommand.service(
                        HeapSize.mebibytes(container.getResources(), heaps.pod()),
                        dns.fileFor(pod.namespace()),
                        jar,
                        prepared.arguments()),
                environment,
                sandbox.folder(),
                state.log(component, pod.namespace(), owner.getMetadata().getName()),
                ProcessSpec.Stop.term(grace(spec), ProcessSpec.Turn.WRITERS),
                ProcessSpec.Rights.OWN);
        return new PodPlan(
                pod,
                Owned.reference(owner),
                labels(template),
                spec,
                identity.address(),
                identity.version(),
                sandbox,
                command);
    }

    private Path jar(Container container) throws NotReadyToStart {
        Path jar = artifacts
                .jarOfImage(container.getImage())
                .orElseThrow(() -> new NotReadyToStart(
                        "ErrImagePull", "the laptop runs only this project's own images, not " + container.getImage()));
        if (!Files.isRegularFile(jar)) {
            throw new NotReadyToStart("ErrImagePull", jar + " is not built");
        }
        if (!container.getCommand().isEmpty()) {
            throw new NotReadyToStart(
                    "CreateContainerError",
                    "the laptop runs the image's own entry point, not a command: "
                            + List.copyOf(container.getCommand()));
        }
        return jar;
    }

    private static Map<String, String> fields(Key pod, String address, PodSpec spec) {
        return Map.of(
                "metadata.name",
                pod.name(),
                "metadata.namespace",
                pod.namespace(),
                "status.podIP",
                address,
                "status.hostIP",
                "127.0.0.1",
                "spec.nodeName",
                "laptop",
                "spec.serviceAccountName",
                spec.getServiceAccountName() == null ? "default" : spec.getServiceAccountName());
    }

    private static Duration grace(PodSpec spec) {
        Long seconds = spec.getTerminationGracePeriodSeconds();
        Duration grace = seconds == null ? LONGEST_GRACE : Duration.ofSeconds(seconds);
        return grace.compareTo(LONGEST_GRACE) > 0 ? LONGEST_GRACE : grace;
    }

    private static Map<String, String> labels(PodTemplateSpec template) {
        return template.getMetadata() == null || template.getMetadata().getLabels() == null
                ? Map.of()
                : template.getMetadata().getLabels();
    }

    private static String hash(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }
}
