package io.sitewatch.operator.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.sitewatch.operator.live.ObjectKind;
import io.sitewatch.operator.model.KafkaRole;
import io.sitewatch.operator.model.SearchModel;
import io.sitewatch.operator.model.SiteModel;
import io.sitewatch.operator.thirdparty.LogstashSpec;
import io.sitewatch.operator.thirdparty.Manifest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A Logstash that takes the records of the five topics into the same documents that the stream itself would write. */
final class Logstash implements Dependent {
    /** Of a search cluster that is not ours to know the version of. */
    private static final String VERSION = "9.2.4";

    private static final long USER = 1000;

    private final LogstashPipeline pipeline = new LogstashPipeline();

    @Override
    public List<HasMetadata> desired(SiteModel site) {
        return site.search().filter(SearchModel::logstash).map(search -> instance(site, search)).stream()
                .toList();
    }

    private HasMetadata instance(SiteModel site, SearchModel search) {
        Mounts mounts = new Mounts()
                .authority(Authorities.KAFKA, site.kafka().caSecret())
                .authority(Authorities.ELASTICSEARCH, search.caSecret());
        Environment environment =
                Environment.of(site).kafka(site.kafka(), KafkaRole.LOGSTASH).search(search);
        return new Manifest<>(
                ObjectKind.LOGSTASH,
                Metadata.owned(site, Component.LOGSTASH, site.names().logstash()),
                new LogstashSpec(
                        search.managed().map(managed -> managed.getVersion()).orElse(VERSION),
                        site.suspended() ? 0 : 1,
                        null,
                        new TreeMap<>(Map.of("pipeline.ordered", "true", "queue.type", "memory")),
                        List.of(new LogstashSpec.Pipeline("records", pipeline.of(site, search))),
                        new PodTemplateSpecBuilder()
                                .withNewMetadata()
                                .withLabels(Metadata.labels(site, Component.LOGSTASH))
                                .endMetadata()
                                .withNewSpec()
                                .withAutomountServiceAccountToken(false)
                                .withSecurityContext(Restricted.pod(USER))
                                .withVolumes(mounts.volumes())
                                .addNewContainer()
                                .withName("logstash")
                                .withSecurityContext(Restricted.writing())
                                .withEnv(environment.build())
                                .withVolumeMounts(mounts.mounts())
                                .withResources(Sizes.of(null, "250m", "1Gi"))
                                .endContainer()
                                .endSpec()
                                .build()));
    }
}
