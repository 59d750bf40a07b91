package io.sitewatch.operator.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.sitewatch.operator.model.SiteModel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The user that writes records into Elasticsearch, and the role that keeps it to the indices of its site. */
final class ElasticsearchUsers implements Dependent {
    private static final String USER = "sitewatch-stream";
    private static final String WRITER = "sitewatch_stream";
    private static final String VIEWER = "sitewatch_viewer";

    @Override
    public List<HasMetadata> desired(SiteModel site) {
        if (site.search().flatMap(search -> search.managed()).isEmpty()) {
            return List.of();
        }
        return List.of(
                secret(
                        site,
                        site.names().searchUser(),
                        "kubernetes.io/basic-auth",
                        Map.of("username", USER, "password", site.passwords().searchWriter(), "roles", WRITER)),
                secret(site, site.names().searchRoles(), "Opaque", Map.of("roles.yml", roles(site))));
    }

    private static String roles(SiteModel site) {
        return """
                %s:
                  cluster: [monitor, manage_index_templates, manage_ilm, manage_ingest_pipelines]
                  indices:
                    - names: ["sitewatch-records-%3$s-*", "sitewatch-alerts-%3$s", "sitewatch-alerts-%3$s-*"]
                      privileges: [create_index, auto_configure, read, write, view_index_metadata, maintenance, manage]
                %s:
                  indices:
                    - names: ["sitewatch-records-%3$s-*", "sitewatch-alerts-%3$s", "sitewatch-alerts-%3$s-*"]
                      privileges: [read, view_index_metadata]
                """.formatted(WRITER, VIEWER, site.names().site());
    }

    private static Secret secret(SiteModel site, String name, String type, Map<String, String> values) {
        SecretBuilder secret = new SecretBuilder()
                .withMetadata(Metadata.keeping(site, Component.ELASTICSEARCH, name))
                .withType(type);
        // In one order, so that the same site is always rendered to the same text.
        new TreeMap<>(values)
                .forEach((key, value) -> secret.addToData(
                        key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
        return secret.build();
    }
}
