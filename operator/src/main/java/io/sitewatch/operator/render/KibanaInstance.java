package io.sitewatch.operator.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.sitewatch.crds.v1alpha1.KibanaSpec;
import io.sitewatch.operator.live.ObjectKind;
import io.sitewatch.operator.model.SearchModel;
import io.sitewatch.operator.model.SiteModel;
import io.sitewatch.operator.thirdparty.Manifest;
import java.util.List;

/** The Kibana of a site; holds no data of its own. */
final class KibanaInstance implements Dependent {
    @Override
    public List<HasMetadata> desired(SiteModel site) {
        return site.search().stream()
                .flatMap(search -> search.kibana().stream().map(kibana -> instance(site, search, kibana)))
                .toList();
    }

    private static HasMetadata instance(SiteModel site, SearchModel search, KibanaSpec kibana) {
        return new Manifest<>(
                ObjectKind.KIBANA,
                Metadata.owned(site, Component.KIBANA, site.names().kibana()),
                new io.sitewatch.operator.thirdparty.KibanaSpec(
                        search.managed().orElseThrow().getVersion(),
                        kibana.getReplicas(),
                        new io.sitewatch.operator.thirdparty.KibanaSpec.Reference(
                                site.names().elasticsearch()),
                        new PodTemplateSpecBuilder()
                                .withNewMetadata()
                                .withLabels(Metadata.selector(site, Component.KIBANA))
                                .endMetadata()
                                .withNewSpec()
                                .withSecurityContext(Restricted.pod())
                                .addNewContainer()
                                .withName("kibana")
                                .withSecurityContext(Restricted.writing())
                                .withResources(Sizes.of(kibana.getResources(), "250m", "1Gi"))
                                .endContainer()
                                .endSpec()
                                .build()));
    }
}
