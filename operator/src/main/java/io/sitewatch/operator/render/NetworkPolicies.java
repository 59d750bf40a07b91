package io.sitewatch.operator.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.sitewatch.operator.model.SearchModel;
import io.sitewatch.operator.model.SiteModel;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Who may speak to whom: each component of ours is reached on its own port only, and reaches its own neighbours only. The
 * stores are reached by people and their tools too, who prove themselves there: on the ports for clients, and on no others.
 * Strimzi makes such policies for the brokers itself.
 */
final class NetworkPolicies implements Dependent {
    private static final int KAFKA_PORT = 9093;
    private static final int POSTGRES_PORT = 5432;
    private static final int ELASTICSEARCH_PORT = 9200;
    private static final int HTTP = 80;
    private static final int ELASTICSEARCH_TRANSPORT_PORT = 9300;
    private static final int KIBANA_PORT = 5601;

    /** Where CloudNativePG's operator asks an instance how it is, and where its metrics are. */
    private static final int POSTGRES_STATUS_PORT = 8000;

    private static final int POSTGRES_METRICS_PORT = 9187;
    private static final int HTTPS = 443;
    private static final int API_SERVER = 6443;

    @Override
    public List<HasMetadata> desired(SiteModel site) {
        if (!site.platform().networkPolicies()) {
            return List.of();
        }
        List<HasMetadata> policies = new ArrayList<>();
        policies.add(policy(
                site,
                Component.PRODUCER,
                site.names().producer(),
                fromAnywhere(WebComponent.PORT),
                List.of(dns(), toKafka(site), toSource(site))));
        policies.add(policy(site, Component.STREAM, site.names().stream(), toStream(site), fromStream(site)));
        if (site.source().getSimulator() != null) {
            policies.add(policy(
                    site,
                    Component.INSTRUMENTS,
                    site.names().instruments(),
                    fromAnywhere(WebComponent.PORT),
                    List.of()));
        }
        if (site.hasBatchView()) {
            policies.add(policy(
                    site,
                    Component.BATCH_VIEW,
                    site.names().batchView(),
                    fromAnywhere(WebComponent.PORT),
                    fromBatchView(site)));
        }
        site.search()
                .filter(search -> search.logstash())
                .ifPresent(search -> policies.add(policy(
                        site,
                        Component.LOGSTASH,
                        site.names().site() + "-logstash",
                        List.of(),
                        List.of(dns(), toKafka(site), toElasticsearch(site)))));
        policies.addAll(stores(site));
        return policies;
    }

    private static List<HasMetadata> stores(SiteModel site) {
        List<HasMetadata> policies = new ArrayList<>();
        site.postgres()
                .managed()
                .ifPresent(postgres -> policies.add(store(
                        Metadata.keeping(site, Component.POSTGRES, site.names().site() + "-postgres"),
                        postgresPods(site),
                        fromAnywhere(POSTGRES_PORT, POSTGRES_STATUS_PORT, POSTGRES_METRICS_PORT))));
        site.search().flatMap(SearchModel::managed).ifPresent(search -> {
            List<NetworkPolicyIngressRule> rules = new ArrayList<>(fromAnywhere(ELASTICSEARCH_PORT));
            rules.add(new NetworkPolicyIngressRuleBuilder()
                    .addNewFrom()
                    .withNewPodSelector()
                    .withMatchLabels(elasticsearchPods(site))
                    .endPodSelector()
                    .endFrom()
                    .addNewPort()
                    .withProtocol("TCP")
                    .withPort(new IntOrString(ELASTICSEARCH_TRANSPORT_PORT))
                    .endPort()
                    .build());
            policies.add(store(
                    Metadata.keeping(site, Component.ELASTICSEARCH, site.names().site() + "-elasticsearch"),
                    elasticsearchPods(site),
                    rules));
        });
        site.search()
                .flatMap(SearchModel::kibana)
                .ifPresent(kibana -> policies.add(store(
                        Metadata.owned(site, Component.KIBANA, site.names().site() + "-kibana"),
                        Metadata.selector(site, Component.KIBANA),
                        fromAnywhere(KIBANA_PORT))));
        return policies;
    }

    /** What it reaches is its operator's business: backups, licences, each other. */
    private static HasMetadata store(
            ObjectMeta metadata, Map<String, String> pods, List<NetworkPolicyIngressRule> ingress) {
        return new NetworkPolicyBuilder()
                .withMetadata(metadata)
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(pods)
                .endPodSelector()
                .withPolicyTypes("Ingress")
                .withIngress(ingress)
                .endSpec()
                .build();
    }

    private static Map<String, String> postgresPods(SiteModel site) {
        return Map.of("cnpg.io/cluster", site.names().database());
    }

    private static Map<String, String> elasticsearchPods(SiteModel site) {
        return Map.of("elasticsearch.k8s.elastic.co/cluster-name", site.names().elasticsearch());
    }

    private static HasMetadata policy(
            SiteModel site,
            Component component,
            String name,
            List<NetworkPolicyIngressRule> ingress,
            List<NetworkPolicyEgressRule> egress) {
        return new NetworkPolicyBuilder()
                .withMetadata(Metadata.owned(site, component, name))
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(Metadata.selector(site, component))
                .endPodSelector()
                .withPolicyTypes("Ingress", "Egress")
                .withIngress(ingress)
                .withEgress(egress)
                .endSpec()
                .build();
    }

    /** Metrics and progress for everybody in the cluster, and everything between driver and executors. */
    private static List<NetworkPolicyIngressRule> toStream(SiteModel site) {
        List<NetworkPolicyIngressRule> rules = new ArrayList<>(fromAnywhere(StreamApplication.HTTP_PORT));
        rules.add(new NetworkPolicyIngressRuleBuilder()
                .addNewFrom()
                .withNewPodSelector()
                .withMatchLabels(Metadata.selector(site, Component.STREAM))
                .endPodSelector()
                .endFrom()
                .build());
        return rules;
    }

    private static List<NetworkPolicyEgressRule> fromStream(SiteModel site) {
        List<NetworkPolicyEgressRule> rules = new ArrayList<>();
        rules.add(dns());
        rules.add(toPods(Metadata.selector(site, Component.STREAM)));
        rules.add(toKafka(site));
        rules.add(toPostgres(site));
        if (site.search().isPresent()) {
            rules.add(toElasticsearch(site));
        }
        // The API server, which the driver starts executors through, and object stores.
        rules.add(toAnywhere(HTTPS, API_SERVER));
        return rules;
    }

    private static List<NetworkPolicyEgressRule> fromBatchView(SiteModel site) {
        List<NetworkPolicyEgressRule> rules = new ArrayList<>(List.of(dns(), toPostgres(site)));
        if (site.batchView().getOidc() != null) {
            rules.add(toAnywhere(port(URI.create(site.batchView().getOidc().getIssuer()))));
        }
        return rules;
    }

    private static NetworkPolicyEgressRule toKafka(SiteModel site) {
        return site.kafka().managed().isPresent()
                ? toPods(Map.of(Strimzi.CLUSTER, site.names().kafka()), KAFKA_PORT)
                : toAnywhere(ports(site.kafka().bootstrapServers().value()));
    }

    private static NetworkPolicyEgressRule toPostgres(SiteModel site) {
        return site.postgres().managed().isPresent()
                ? toPods(postgresPods(site), POSTGRES_PORT)
                : toAnywhere(port(URI.create(site.postgres().jdbcUrl().substring("jdbc:".length())), POSTGRES_PORT));
    }

    private static NetworkPolicyEgressRule toElasticsearch(SiteModel site) {
        return site.search().orElseThrow().managed().isPresent()
                ? toPods(elasticsearchPods(site), ELASTICSEARCH_PORT)
                : toAnywhere(port(URI.create(site.search().orElseThrow().url()), HTTPS));
    }

    private static NetworkPolicyEgressRule toSource(SiteModel site) {
        if (site.source().getSimulator() != null) {
            return toPods(Metadata.selector(site, Component.INSTRUMENTS), WebComponent.PORT);
        }
        return toAnywhere(port(URI.create(site.sourceUrl())));
    }

    private static int port(URI address) {
        return port(address, "https".equals(address.getScheme()) ? HTTPS : HTTP);
    }

    private static int port(URI address, int otherwise) {
        return address.getPort() == -1 ? otherwise : address.getPort();
    }

    private static int[] ports(String bootstrapServers) {
        return Arrays.stream(bootstrapServers.split(","))
                .mapToInt(server -> Integer.parseInt(server.substring(server.lastIndexOf(':') + 1)))
                .distinct()
                .sorted()
                .toArray();
    }

    private static NetworkPolicyEgressRule dns() {
        return new NetworkPolicyEgressRuleBuilder()
                .addNewPort()
                .withProtocol("UDP")
                .withPort(new IntOrString(53))
                .endPort()
                .addNewPort()
                .withProtocol("TCP")
                .withPort(new IntOrString(53))
                .endPort()
                .build();
    }

    private static NetworkPolicyEgressRule toPods(Map<String, String> labels, int... ports) {
        return withPorts(
                        new NetworkPolicyEgressRuleBuilder()
                                .addNewTo()
                                .withNewPodSelector()
                                .withMatchLabels(labels)
                                .endPodSelector()
                                .endTo(),
                        ports)
                .build();
    }

    private static NetworkPolicyEgressRule toAnywhere(int... ports) {
        return withPorts(new NetworkPolicyEgressRuleBuilder(), ports).build();
    }

    private static NetworkPolicyEgressRuleBuilder withPorts(NetworkPolicyEgressRuleBuilder rule, int... ports) {
        for (int port : ports) {
            rule.addNewPort()
                    .withProtocol("TCP")
                    .withPort(new IntOrString(port))
                    .endPort();
        }
        return rule;
    }

    private static List<NetworkPolicyIngressRule> fromAnywhere(int... ports) {
        NetworkPolicyIngressRuleBuilder rule = new NetworkPolicyIngressRuleBuilder();
        for (int port : ports) {
            rule.addNewPort()
                    .withProtocol("TCP")
                    .withPort(new IntOrString(port))
                    .endPort();
        }
        return List.of(rule.build());
    }
}
