package io.sitewatch.local.cli.view;

import io.sitewatch.crds.v1alpha1.SiteEndpoints;
import io.sitewatch.local.cli.site.SiteName;
import io.sitewatch.local.cli.site.SiteSnapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where a site's parts are reached, and how to log in, for somebody at this machine. */
public final class AddressLines {
    private static final String FORM = "  %-14s %s";

    private final UnaryOperator<String> reachable;

    /** @param reachable turns a URL or {@code host:port} of the cluster's DNS into one that this machine reaches */
    public AddressLines(UnaryOperator<String> reachable) {
        this.reachable = reachable;
    }

    /**
     * The lines of one site.
     *
     * @param kafkaClient file with Kafka client properties, when there is one
     */
    public List<String> of(SiteSnapshot snapshot, Optional<KafkaClient> kafkaClient) {
        SiteName site = SiteName.of(snapshot.site());
        SiteEndpoints endpoints = snapshot.endpoints();
        List<String> lines = new ArrayList<>();
        if (add(lines, "PostgreSQL", endpoints.getPostgresJdbcUrl())) {
            more(
                    lines,
                    "user sitewatch, password: ./sitewatch get secret " + site.name() + "-db-app" + in(site)
                            + " -o key=password; or simply ./sitewatch psql");
        }
        add(lines, "Kafka", endpoints.getKafkaBootstrapServers());
        kafkaClient.ifPresent(client -> kafka(lines, client));
        if (add(lines, "Elasticsearch", endpoints.getElasticsearchUrl())) {
            more(
                    lines,
                    "user elastic, password: ./sitewatch get secret " + site.name() + "-es-elastic-user" + in(site)
                            + " -o key=elastic; or simply ./sitewatch search");
        }
        add(lines, "batch view", endpoints.getBatchViewUrl());
        add(lines, "instruments", endpoints.getSourceUrl());
        add(lines, "stream", endpoints.getStreamUrl());
        return lines;
    }

    private void kafka(List<String> lines, KafkaClient client) {
        client.plaintext()
                .ifPresent(address -> more(lines, "without TLS and login, from this machine only: " + address));
        more(lines, "with TLS and login, for Kafka's console tools:");
        more(lines, "  export KAFKA_OPTS=-Djdk.net.hosts.file=" + client.hosts());
        more(
                lines,
                "  kafka-console-consumer.sh --bootstrap-server " + client.bootstrapServers() + " --consumer.config "
                        + client.properties() + " --topic …");
    }

    private boolean add(List<String> lines, String label, String url) {
        if (url == null || url.isEmpty()) {
            return false;
        }
        lines.add(FORM.formatted(label, reachable.apply(url)));
        return true;
    }

    private static void more(List<String> lines, String text) {
        lines.add(FORM.formatted("", text));
    }

    private static String in(SiteName site) {
        return SiteName.DEFAULT_NAMESPACE.equals(site.namespace()) ? "" : " -n " + site.namespace();
    }

    /**
     * How Kafka's own tools get in.
     *
     * @param plaintext address of the listener that only the laptop cluster has
     * @param bootstrapServers with the names that the brokers' certificates are for
     * @param properties file with the login
     * @param hosts file with these names' addresses
     */
    public record KafkaClient(Optional<String> plaintext, String bootstrapServers, Path properties, Path hosts) {}
}
