package io.sitewatch.operator.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.sitewatch.crds.v1alpha1.ManagedSearch;
import io.sitewatch.operator.live.ObjectKind;
import io.sitewatch.operator.model.SiteModel;
import io.sitewatch.operator.thirdparty.ElasticsearchSpec;
import io.sitewatch.operator.thirdparty.Manifest;
import java.util.List;
import java.util.Map;

/** The Elasticsearch of a site. */
final class ElasticsearchCluster implements Dependent {
    /** The user and group of Elastic's own image. */
    private static final long USER = 1000;

    @Override
    public List<HasMetadata> desired(SiteModel site) {
        return site.search().flatMap(search -> search.managed()).map(search -> cluster(site, search)).stream()
                .toList();
    }

    private static HasMetadata cluster(SiteModel site, ManagedSearch search) {
        return new Manifest<>(
                ObjectKind.ELASTICSEARCH,
                Metadata.keeping(site, Component.ELASTICSEARCH, site.names().elasticsearch()),
                new ElasticsearchSpec(
                        search.getVersion(),
                        List.of(new ElasticsearchSpec.NodeSet(
                                "default",
                                search.getNodes(),
                                // Nodes of a cluster rarely have the kernel setting that memory mapping needs.
                                Map.of("node.store.allow_mmap", false),
                                pod(site, search),
                                List.of(claim(search)))),
                        new ElasticsearchSpec.Auth(
                                List.of(
                                        new ElasticsearchSpec.SecretRef(
                                                site.names().searchUser()),
                                        new ElasticsearchSpec.SecretRef(
                                                site.names().searchKeeper()),
                                        new ElasticsearchSpec.SecretRef(
                                                site.names().searchViewer())),
                                List.of(new ElasticsearchSpec.SecretRef(
                                        site.names().searchRoles()))),
                        // With Retain the cluster itself stays; who deletes that means what is in it.
                        "DeleteOnScaledownAndClusterDeletion"));
    }

    private static PodTemplateSpec pod(SiteModel site, ManagedSearch search) {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(Metadata.selector(site, Component.ELASTICSEARCH))
                .endMetadata()
                .withNewSpec()
                .withSecurityContext(Restricted.pod(USER))
                .addNewContainer()
                .withName("elasticsearch")
                .withSecurityContext(Restricted.writing())
                .withResources(Sizes.of(search.getResources(), "500m", "2Gi"))
                .endContainer()
                .endSpec()
                .build();
    }

    private static PersistentVolumeClaim claim(ManagedSearch search) {
        return new PersistentVolumeClaimBuilder()
                .withApiVersion(null)
                .withKind(null)
                .withNewMetadata()
                .withName("elasticsearch-data")
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName(search.getStorageClass())
                .withNewResources()
                .addToRequests("storage", new Quantity(search.getStorage()))
                .endResources()
                .endSpec()
                .build();
    }
}
