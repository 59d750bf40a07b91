package io.sitewatch.local.cluster.spark;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.sitewatch.local.cluster.Events;
import io.sitewatch.local.cluster.Parts;
import io.sitewatch.local.cluster.control.Key;
import io.sitewatch.local.cluster.kubelet.NotReadyToStart;
import io.sitewatch.local.cluster.kubelet.Sandbox;
import io.sitewatch.local.cluster.process.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Prepares a driver: everything that its pod refers to has to be there. */
final class DriverLauncher {
    private static final Duration GRACE = Duration.ofSeconds(6);

    private final Parts parts;

    DriverLauncher(Parts parts) {
        this.parts = parts;
    }

    /**
     * The driver of an attempt, not started yet.
     *
     * @param service address of the service that selects the driver
     * @throws NotReadyToStart when its image is not ours, or something that it refers to does not exist
     */
    Driver prepare(
            GenericKubernetesResource application,
            DriverSpec spec,
            Optional<String> service,
            int attempt,
            Events.Source events,
            Runnable changed)
            throws NotReadyToStart, IOException {
        Key pod = new Key(spec.namespace(), spec.name() + "-" + attempt + "-driver");
        String address = service.orElseGet(() -> parts.addresses().own(pod));
        Path jar = jar(spec);
        Sandbox sandbox = new Sandbox(parts.api(), parts.state(), pod, spec.pod());
        Sandbox.Prepared prepared = sandbox.prepare(
                spec.container(),
                Map.of(
                        "metadata.name",
                        pod.name(),
                        "metadata.namespace",
                        pod.namespace(),
                        "status.podIP",
                        address,
                        "status.hostIP",
                        "127.0.0.1",
                        "spec.nodeName",
                        "laptop"));
        Path temporary = sandbox.folder().resolve("tmp");
        Files.createDirectories(temporary);
        Path properties = sandbox.folder().resolve("spark.properties");
        Files.writeString(
                properties,
                DriverCommand.render(DriverCommand.properties(spec, prepared.mounts(), address, temporary)));
        Map<String, String> environment = new HashMap<>(prepared.environment());
        environment.put("HOSTNAME", pod.name());
        environment.putIfAbsent("HOME", sandbox.folder().toString());
        environment.put("SPARK_LOCAL_IP", address);
        environment.put("SPARK_LOCAL_HOSTNAME", address);
        environment.put("STREAM_HTTP_HOST", address);
        environment.putIfAbsent("SPARK_USER", "spark");
        ProcessSpec command = new ProcessSpec(
                "stream",
                pod.namespace(),
                pod.name(),
                DriverCommand.of(
                        spec,
                        prepared.mounts(),
                        spec.arguments().stream()
                                .map(prepared.mounts()::rewrite)
                                .toList(),
                        DriverCommand.cores(spec.conf(), Runtime.getRuntime().availableProcessors()),
                        parts.dns().fileFor(pod.namespace()),
                        parts.artifacts().sparkJars(),
                        jar,
                        properties),
                environment,
                sandbox.folder(),
                parts.state().log("stream", spec.namespace(), spec.name()),
                ProcessSpec.Stop.term(GRACE, ProcessSpec.Turn.WRITERS),
                ProcessSpec.Rights.OWN);
        return new Driver(parts, application, spec, sandbox, pod, address, command, attempt, events, changed);
    }

    private Path jar(DriverSpec spec) throws NotReadyToStart {
        Path jar = parts.artifacts()
                .jarOfImage(spec.image())
                .orElseThrow(() -> new NotReadyToStart(
                        "ErrImagePull",
                        "the laptop runs only this project's own images, not \"" + spec.image() + "\""));
        if (!spec.jar().endsWith("/" + jar.getFileName())) {
            throw new NotReadyToStart(
                    "CreateContainerError", "the image " + spec.image() + " has no " + spec.jar() + " (spec.jars)");
        }
        if (!Files.isRegularFile(jar)) {
            throw new NotReadyToStart("ErrImagePull", jar + " is not built");
        }
        return jar;
    }
}
