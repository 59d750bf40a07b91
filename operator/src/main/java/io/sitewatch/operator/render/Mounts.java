package io.sitewatch.operator.render;

import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The volumes of a pod and where its container sees them. */
final class Mounts {
    private final List<Volume> volumes = new ArrayList<>();
    private final List<VolumeMount> mounts = new ArrayList<>();

    Mounts authority(Authorities authority, Optional<String> secret) {
        secret.ifPresent(name -> {
            volumes.add(authority.volume(name));
            mounts.add(authority.mount());
        });
        return this;
    }

    /** A folder that is empty at the start and may be written to. */
    Mounts scratch(String name, String path) {
        volumes.add(new VolumeBuilder()
                .withName(name)
                .withNewEmptyDir()
                .endEmptyDir()
                .build());
        return mount(name, path, null);
    }

    Mounts configMap(String name, String configMap, String path) {
        volumes.add(new VolumeBuilder()
                .withName(name)
                .withNewConfigMap()
                .withName(configMap)
                .endConfigMap()
                .build());
        return mount(name, path, true);
    }

    Mounts claim(String name, String claim, String path) {
        volumes.add(new VolumeBuilder()
                .withName(name)
                .withNewPersistentVolumeClaim()
                .withClaimName(claim)
                .endPersistentVolumeClaim()
                .build());
        return mount(name, path, null);
    }

    List<Volume> volumes() {
        return List.copyOf(volumes);
    }

    List<VolumeMount> mounts() {
        return List.copyOf(mounts);
    }

    private Mounts mount(String name, String path, Boolean readOnly) {
        mounts.add(new VolumeMountBuilder()
                .withName(name)
                .withMountPath(path)
                .withReadOnly(readOnly)
                .build());
        return this;
    }
}
