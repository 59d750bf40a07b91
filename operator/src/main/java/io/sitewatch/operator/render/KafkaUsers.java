package io.sitewatch.operator.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.sitewatch.operator.live.ObjectKind;
import io.sitewatch.operator.model.KafkaRole;
import io.sitewatch.operator.model.SiteModel;
import io.sitewatch.operator.thirdparty.KafkaUserSpec;
import io.sitewatch.operator.thirdparty.KafkaUserSpec.Acl;
import io.sitewatch.operator.thirdparty.KafkaUserSpec.Resource;
import io.sitewatch.operator.thirdparty.Manifest;
import io.sitewatch.readings.Topics;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** A user for each part that speaks to the brokers, with the least that it needs. */
final class KafkaUsers implements Dependent {
    private static final List<String> READ = List.of("Read", "Describe");
    private static final List<String> WRITE = List.of("Write", "Describe");

    /** A replay empties what it writes anew. */
    private static final List<String> REWRITE = List.of("Write", "Describe", "Delete");

    @Override
    public List<HasMetadata> desired(SiteModel site) {
        if (site.kafka().managed().isEmpty()) {
            return List.of();
        }
        return site.kafka().credentials().keySet().stream()
                .sorted()
                .map(role -> user(site, role))
                .toList();
    }

    private static HasMetadata user(SiteModel site, KafkaRole role) {
        ObjectMeta metadata =
                Metadata.keeping(site, Component.KAFKA, site.names().kafkaUser(role));
        metadata.getLabels().put(Strimzi.CLUSTER, site.names().kafka());
        return new Manifest<>(
                ObjectKind.KAFKA_USER,
                metadata,
                new KafkaUserSpec(
                        new KafkaUserSpec.Authentication("scram-sha-512"),
                        new KafkaUserSpec.Authorization("simple", acls(site, role))));
    }

    private static List<Acl> acls(SiteModel site, KafkaRole role) {
        return switch (role) {
            case PRODUCER -> topics(List.of(Topics.MONITORING), WRITE).toList();
            case STREAM ->
                concat(
                        topics(List.of(Topics.MONITORING), READ),
                        topics(derived(), REWRITE),
                        Stream.of(anyGroup(), transactions(site)));
            case READER -> concat(topics(Topics.all(), READ), Stream.of(anyGroup()));
            case LOGSTASH ->
                concat(topics(Topics.records(), READ), topics(List.of(Topics.ALERTS), READ), Stream.of(anyGroup()));
        };
    }

    private static List<String> derived() {
        return Topics.all().stream()
                .filter(topic -> !topic.equals(Topics.MONITORING))
                .toList();
    }

    private static Stream<Acl> topics(Collection<String> topics, List<String> operations) {
        return topics.stream().map(topic -> new Acl(new Resource("topic", topic, "literal"), operations));
    }

    /** Brokers are the site's own: which group reads is the reader's choice, and Spark makes up names of its own. */
    private static Acl anyGroup() {
        return new Acl(new Resource("group", "*", "literal"), READ);
    }

    /** A batch is one transaction, under a name that the stream derives from its site. */
    private static Acl transactions(SiteModel site) {
        return new Acl(
                new Resource(
                        "transactionalId", "sitewatch-stream-" + site.names().site(), "prefix"),
                WRITE);
    }

    @SafeVarargs
    private static List<Acl> concat(Stream<Acl>... acls) {
        return Stream.of(acls).flatMap(some -> some).toList();
    }
}
