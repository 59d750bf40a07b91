package io.sitewatch.local.cluster.kubelet;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.sitewatch.local.cluster.StateDirectory;
import io.sitewatch.local.cluster.control.Api;
import io.sitewatch.local.cluster.control.Controller;
import io.sitewatch.local.cluster.control.Key;
import io.sitewatch.local.cluster.control.Owned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The storage provisioner's part: a claim is a folder, which is deleted with the claim once no pod uses it. */
public final class Volumes implements AutoCloseable {
    private static final String MANAGER = "laptop-provisioner";
    private static final String STORAGE_CLASS = "laptop";

    private final Api api;
    private final StateDirectory state;
    private final Controller controller = new Controller("volumes", 1, this::reconcile);

    public Volumes(Api api, StateDirectory state) {
        this.api = api;
        this.state = state;
    }

    /** Begins to follow the API. */
    public void start() {
        api.watch(PersistentVolumeClaim.class, claim -> controller.enqueue(Key.of(claim)));
    }

    /**
     * Makes sure that a part has its claim, and says which folder that is.
     *
     * @param dies with its owner; else it stays when the owner goes
     */
    public Path claim(HasMetadata owner, String name, String size, Map<String, String> labels, boolean dies)
            throws IOException {
        ObjectMeta metadata = Owned.by(owner, name, labels);
        if (!dies) {
            metadata.setOwnerReferences(List.of());
        }
        api.ensure(
                new PersistentVolumeClaimBuilder()
                        .withMetadata(metadata)
                        .withNewSpec()
                        .withAccessModes("ReadWriteOnce")
                        .withStorageClassName(STORAGE_CLASS)
                        .withNewResources()
                        .withRequests(Map.of("storage", new Quantity(size)))
                        .endResources()
                        .endSpec()
                        .build(),
                MANAGER);
        Path folder = state.volume(metadata.getNamespace(), name);
        Files.createDirectories(folder);
        return folder;
    }

    @Override
    public void close() {
        controller.close();
    }

    private Optional<Duration> reconcile(Key key) throws IOException {
        Optional<PersistentVolumeClaim> claim = api.get(PersistentVolumeClaim.class, key);
        Path folder = state.volume(key.namespace(), key.name());
        if (claim.isEmpty()) {
            if (used(key)) {
                return Optional.of(Duration.ofSeconds(1));
            }
            delete(folder);
            return Optional.empty();
        }
        Files.createDirectories(folder);
        if (claim.get().getStatus() == null
                || !"Bound".equals(claim.get().getStatus().getPhase())) {
            bind(claim.get());
        }
        return Optional.empty();
    }

    private void bind(PersistentVolumeClaim claim) {
        PersistentVolumeClaim bound = new PersistentVolumeClaimBuilder(claim)
                .withNewStatus()
                .withPhase("Bound")
                .withAccessModes(claim.getSpec().getAccessModes())
                .withCapacity(claim.getSpec().getResources().getRequests())
                .endStatus()
                .build();
        api.client()
                .persistentVolumeClaims()
                .inNamespace(claim.getMetadata().getNamespace())
                .resource(bound)
                .updateStatus();
    }

    private boolean used(Key claim) {
        return api.cached(Pod.class).stream()
                .filter(pod -> pod.getMetadata().getNamespace().equals(claim.namespace()))
                .flatMap(pod -> pod.getSpec().getVolumes().stream())
                .anyMatch(volume -> volume.getPersistentVolumeClaim() != null
                        && claim.name().equals(volume.getPersistentVolumeClaim().getClaimName()));
    }

    /** Deletes a folder with all that is in it. */
    public static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> tree = Files.walk(folder)) {
            deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
