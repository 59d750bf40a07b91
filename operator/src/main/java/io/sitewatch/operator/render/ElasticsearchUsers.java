package io.sitewatch.operator.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.sitewatch.operator.model.SiteModel;
import io.sitewatch.readings.SearchIndices;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The users of Elasticsearch, each with a role that keeps it to what belongs to the site: the stream, which writes; the
 * operator, which keeps templates, dashboards and old months in order; and the viewer, which reads.
 */
final class ElasticsearchUsers implements Dependent {
    private static final String USER = "sitewatch-stream";
    private static final String WRITER = "sitewatch_stream";
    private static final String KEEPER = "sitewatch_operator";
    private static final String VIEWER = "sitewatch_viewer";

    @Override
    public List<HasMetadata> desired(SiteModel site) {
        if (site.search().flatMap(search -> search.managed()).isEmpty()) {
            return List.of();
        }
        return List.of(
                user(site, site.names().searchUser(), USER, site.passwords().searchWriter(), WRITER),
                user(
                        site,
                        site.names().searchKeeper(),
                        "sitewatch-operator",
                        site.passwords().searchKeeper(),
                        KEEPER),
                user(
                        site,
                        site.names().searchViewer(),
                        "sitewatch-viewer",
                        site.passwords().searchViewer(),
                        VIEWER),
                secret(site, site.names().searchRoles(), "Opaque", Map.of("roles.yml", roles(site))));
    }

    /** What the roles may do, by what they are for: the stream's may neither make templates nor delete an index. */
    private static String roles(SiteModel site) {
        String name = site.names().site();
        String everything = """
                '%s', "%s", "%s", "%s\"""".formatted(
                        SearchIndices.recordsOfRole(name),
                        SearchIndices.instruments(name),
                        SearchIndices.alerts(name),
                        SearchIndices.progress(name));
        // Logstash asks the cluster what it is before it writes.
        boolean logstash = site.search().orElseThrow().logstash();
        return """
                %s:
                  cluster: [%s]
                  indices:
                    - names: ['%s', "%s"]
                      privileges: [create_index, auto_configure, index, delete, read, view_index_metadata]
                    - names: ["%s", "%s"]
                      privileges: [auto_configure, create_doc, view_index_metadata]
                """.formatted(
                                WRITER,
                                logstash ? "monitor" : "",
                                SearchIndices.recordsOfRole(name),
                                SearchIndices.instruments(name),
                                SearchIndices.alerts(name),
                                SearchIndices.progress(name))
                + """
                %s:
                  cluster: [monitor, manage_index_templates]
                  indices:
                    - names: [%s]
                      privileges: [manage, delete_index, read, view_index_metadata]
                  applications:
                    - application: kibana-.kibana
                      privileges: [all]
                      resources: ["*"]
                """.formatted(KEEPER, everything)
                + """
                %s:
                  indices:
                    - names: [%s]
                      privileges: [read, view_index_metadata]
                  applications:
                    - application: kibana-.kibana
                      privileges: [space_read]
                      resources: ["space:%s"]
                """.formatted(VIEWER, everything, site.names().space());
    }

    private static Secret user(SiteModel site, String name, String user, String password, String role) {
        return secret(
                site, name, "kubernetes.io/basic-auth", Map.of("username", user, "password", password, "roles", role));
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
