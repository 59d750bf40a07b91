package io.sitewatch.operator.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.sitewatch.operator.model.SiteModel;
import java.util.List;

/** Where the metrics and the progress of the stream are read. */
final class StreamService implements Dependent {
    /** The label by which Spark tells drivers from executors. */
    static final String ROLE = "spark-role";

    @Override
    public List<HasMetadata> desired(SiteModel site) {
        return List.of(new ServiceBuilder()
                .withMetadata(Metadata.owned(site, Component.STREAM, site.names().stream()))
                .withNewSpec()
                .withSelector(StreamApplication.roleSelector(site, "driver"))
                .addNewPort()
                .withName("http")
                .withPort(StreamApplication.HTTP_PORT)
                .withNewTargetPort(StreamApplication.HTTP_PORT)
                .endPort()
                .endSpec()
                .build());
    }
}
