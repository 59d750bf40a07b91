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

    /** The lines of one site. */
    public List<String> of(SiteSnapshot snapshot, Optional<Path> kafkaClient) {
        SiteName site = SiteName.of(snapshot.site());
        SiteEndpoints endpoints = snapshot.endpoints();
        List<String> lines = new ArrayList<>();
        add(lines, "PostgreSQL", endpoints.getPostgresJdbcUrl())
                .ifPresent(url -> more(
                        lines,
                        "user sitewatch, password: ./sitewatch get secret " + site.name() + "-db-app" + in(site)
                                + " -o key=password; or simply ./sitewatch psql"));
        add(lines, "Kafka", endpoints.getKafkaBootstrapServers());
        kafkaClient.ifPresent(file -> more(lines, "TLS and login for console tools: " + file));
        add(lines, "Elasticsearch", endpoints.getElasticsearchUrl())
                .ifPresent(url -> more(
                        lines,
                        "user elastic, password: ./sitewatch get secret " + site.name() + "-es-elastic-user" + in(site)
                                + " -o key=elastic; or simply ./sitewatch search"));
        add(lines, "Kibana", endpoints.getKibanaUrl());
        add(lines, "batch view", endpoints.getBatchViewUrl());
        add(lines, "instruments", endpoints.getSourceUrl());
        add(lines, "stream", endpoints.getStreamUrl());
        return lines;
    }

    private Optional<String> add(List<String> lines, String label, String url) {
        if (url == null || url.isEmpty()) {
            return Optional.empty();
        }
        String here = reachable.apply(url);
        lines.add(FORM.formatted(label, here));
        if (!here.equals(url)) {
            more(lines, "in the cluster: " + url);
        }
        return Optional.of(here);
    }

    private static void more(List<String> lines, String text) {
        lines.add(FORM.formatted("", text));
    }

    private static String in(SiteName site) {
        return SiteName.DEFAULT_NAMESPACE.equals(site.namespace()) ? "" : " -n " + site.namespace();
    }
}
