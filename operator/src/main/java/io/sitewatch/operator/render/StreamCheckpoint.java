package io.sitewatch.operator.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.sitewatch.crds.v1alpha1.AccessMode;
import io.sitewatch.crds.v1alpha1.CheckpointVolume;
import io.sitewatch.operator.json.Json;
import io.sitewatch.operator.model.SiteModel;
import java.util.List;

/** The volume that the stream keeps how far it has come on. */
final class StreamCheckpoint implements Dependent {
    static final String VOLUME = "checkpoint";
    static final String FOLDER = "/var/lib/sitewatch/checkpoint";

    /** The folder or URL that the stream is given; it keeps each replay in a place of its own below. */
    static String location(SiteModel site) {
        return volume(site) == null
                ? site.stream().getCheckpoint().getObjectStore().getUrl().replaceAll("/+$", "")
                : FOLDER;
    }

    static CheckpointVolume volume(SiteModel site) {
        return site.stream().getCheckpoint().getVolume();
    }

    /** Whether only pods of one node can have it. */
    static boolean onOneNode(SiteModel site) {
        return volume(site) != null && volume(site).getAccessMode() != AccessMode.READ_WRITE_MANY;
    }

    @Override
    public List<HasMetadata> desired(SiteModel site) {
        CheckpointVolume volume = volume(site);
        if (volume == null) {
            return List.of();
        }
        return List.of(new PersistentVolumeClaimBuilder()
                .withMetadata(
                        Metadata.keeping(site, Component.STREAM, site.names().checkpoint()))
                .withNewSpec()
                .withAccessModes(Json.tree(volume.getAccessMode()).asText())
                .withStorageClassName(volume.getStorageClass())
                .withNewResources()
                .addToRequests("storage", new Quantity(volume.getStorage()))
                .endResources()
                .endSpec()
                .build());
    }
}
