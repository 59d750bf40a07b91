package io.sitewatch.local.cluster.kubelet;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.sitewatch.local.cluster.StateDirectory;
import io.sitewatch.local.cluster.control.Api;
import io.sitewatch.local.cluster.control.Key;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a pod's container sees: its environment, and its volumes as folders. */
public final class Sandbox {
    private static final String MISSING_VOLUME = "FailedMount";

    private final Api api;
    private final StateDirectory state;
    private final Key pod;
    private final PodSpec spec;

    public Sandbox(Api api, StateDirectory state, Key pod, PodSpec spec) {
        this.api = api;
        this.state = state;
        this.pod = pod;
        this.spec = spec;
    }

    /**
     * What a container is started with.
     *
     * @param environment with mounted paths already replaced
     */
    public record Prepared(Map<String, String> environment, List<String> arguments, Mounts mounts) {}

    /** Working directory of the pod. */
    public Path folder() {
        return state.pod(pod.namespace(), pod.name());
    }

    /**
     * Writes the volumes and works out the environment.
     *
     * @param podFields what {@code fieldRef} can name
     * @throws NotReadyToStart when a Secret, ConfigMap, key or claim that is not optional does not exist
     */
    public Prepared prepare(Container container, Map<String, String> podFields) throws NotReadyToStart, IOException {
        writeVolumes();
        Mounts mounts = mounts(container);
        Map<String, String> environment =
                new ContainerEnvironment(this::secret, this::configMap, podFields).of(container);
        environment.replaceAll((name, value) -> mounts.rewrite(value));
        List<String> arguments = container.getArgs().stream()
                .map(argument -> mounts.rewrite(VariableExpansion.expand(argument, environment)))
                .toList();
        return new Prepared(environment, arguments, mounts);
    }

    /** Writes ConfigMaps and Secrets again, after a change. What has gone meanwhile stays as it was, as on a real node. */
    public void refresh() throws IOException {
        try {
            writeVolumes();
        } catch (NotReadyToStart gone) {
            return;
        }
    }

    private void writeVolumes() throws NotReadyToStart, IOException {
        for (Volume volume : spec.getVolumes()) {
            Path folder = folderOf(volume);
            if (volume.getConfigMap() != null) {
                VolumeFiles.write(
                        folder,
                        configMapFiles(
                                volume.getConfigMap().getName(),
                                volume.getConfigMap().getItems(),
                                volume.getConfigMap().getOptional()));
            } else if (volume.getSecret() != null) {
                VolumeFiles.write(
                        folder,
                        secretFiles(
                                volume.getSecret().getSecretName(),
                                volume.getSecret().getItems(),
                                volume.getSecret().getOptional()));
            } else if (volume.getProjected() != null) {
                Map<String, byte[]> files = new LinkedHashMap<>();
                for (VolumeProjection source : volume.getProjected().getSources()) {
                    files.putAll(projected(volume, source));
                }
                VolumeFiles.write(folder, files);
            } else if (volume.getEmptyDir() != null || volume.getPersistentVolumeClaim() != null) {
                Files.createDirectories(folder);
            } else {
                throw new NotReadyToStart(
                        MISSING_VOLUME,
                        "volume " + volume.getName() + ": this kind of volume is not known on the laptop");
            }
        }
    }

    private Map<String, byte[]> projected(Volume volume, VolumeProjection source) throws NotReadyToStart {
        if (source.getConfigMap() != null) {
            return configMapFiles(
                    source.getConfigMap().getName(),
                    source.getConfigMap().getItems(),
                    source.getConfigMap().getOptional());
        }
        if (source.getSecret() != null) {
            return secretFiles(
                    source.getSecret().getName(),
                    source.getSecret().getItems(),
                    source.getSecret().getOptional());
        }
        throw new NotReadyToStart(
                MISSING_VOLUME,
                "volume " + volume.getName() + ": only ConfigMaps and Secrets can be projected on the laptop");
    }

    private Map<String, byte[]> configMapFiles(String name, List<KeyToPath> items, Boolean optional)
            throws NotReadyToStart {
        Optional<ConfigMap> configMap = configMap(name);
        if (configMap.isEmpty() && !Boolean.TRUE.equals(optional)) {
            throw new NotReadyToStart(MISSING_VOLUME, "configmap \"" + name + "\" not found");
        }
        Map<String, byte[]> content = new LinkedHashMap<>();
        configMap
                .map(ConfigMap::getData)
                .ifPresent(
                        data -> data.forEach((key, value) -> content.put(key, value.getBytes(StandardCharsets.UTF_8))));
        configMap
                .map(ConfigMap::getBinaryData)
                .ifPresent(data -> data.forEach(
                        (key, value) -> content.put(key, Base64.getDecoder().decode(value))));
        return selected(content, items, "configmap", name);
    }

    private Map<String, byte[]> secretFiles(String name, List<KeyToPath> items, Boolean optional)
            throws NotReadyToStart {
        Optional<Secret> secret = secret(name);
        if (secret.isEmpty() && !Boolean.TRUE.equals(optional)) {
            throw new NotReadyToStart(MISSING_VOLUME, "secret \"" + name + "\" not found");
        }
        Map<String, byte[]> content = new LinkedHashMap<>();
        secret.map(Secret::getData)
                .ifPresent(data -> data.forEach(
                        (key, value) -> content.put(key, Base64.getDecoder().decode(value))));
        return selected(content, items, "secret", name);
    }

    private static Map<String, byte[]> selected(
            Map<String, byte[]> content, List<KeyToPath> items, String kind, String name) throws NotReadyToStart {
        if (items == null || items.isEmpty()) {
            return content;
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (KeyToPath item : items) {
            if (!content.containsKey(item.getKey())) {
                throw new NotReadyToStart(
                        MISSING_VOLUME, kind + " \"" + name + "\" references non-existent key: " + item.getKey());
            }
            files.put(item.getPath(), content.get(item.getKey()));
        }
        return files;
    }

    private Mounts mounts(Container container) throws NotReadyToStart {
        Map<String, Path> mounts = new LinkedHashMap<>();
        for (VolumeMount mount : container.getVolumeMounts()) {
            Volume volume = spec.getVolumes().stream()
                    .filter(candidate -> candidate.getName().equals(mount.getName()))
                    .findFirst()
                    .orElseThrow(() -> new NotReadyToStart(
                            MISSING_VOLUME,
                            "container " + container.getName() + " mounts the volume " + mount.getName()
                                    + ", which the pod does not have"));
            Path folder = folderOf(volume);
            mounts.put(mount.getMountPath(), mount.getSubPath() == null ? folder : folder.resolve(mount.getSubPath()));
        }
        return new Mounts(mounts);
    }

    private Path folderOf(Volume volume) {
        return volume.getPersistentVolumeClaim() != null
                ? state.volume(
                        pod.namespace(), volume.getPersistentVolumeClaim().getClaimName())
                : folder().resolve("volumes").resolve(volume.getName());
    }

    private Optional<Secret> secret(String name) {
        return api.cached(Secret.class, new Key(pod.namespace(), name));
    }

    private Optional<ConfigMap> configMap(String name) {
        return api.cached(ConfigMap.class, new Key(pod.namespace(), name));
    }
}
