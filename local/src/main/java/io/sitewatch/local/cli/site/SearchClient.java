package io.sitewatch.local.cli.site;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.sitewatch.crds.v1alpha1.ExternalSearch;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.crds.v1alpha1.SearchSpec;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** GETs from a site's Elasticsearch, as its administrator, over the TLS that the site's authority vouches for. */
public final class SearchClient {
    private static final int PORT = 9200;

    private final SiteHttp http;

    private SearchClient(SiteHttp http) {
        this.http = http;
    }

    /**
     * The client of a site.
     *
     * @throws NotThereYetException when Elasticsearch is not made yet, or the site has none
     */
    public static SearchClient of(KubernetesClient client, MonitoringSite site) {
        String namespace = site.getMetadata().getNamespace();
        String name = site.getMetadata().getName();
        Optional<SearchSpec> spec = Optional.ofNullable(site.getSpec()).map(found -> found.getSearch());
        if (spec.map(SearchSpec::getDisabled).isPresent()) {
            throw new NotThereYetException("the site " + name + " has no search: its spec.search is disabled");
        }
        Optional<ExternalSearch> external = spec.map(SearchSpec::getExternal);
        if (external.isPresent()) {
            SecretValues credentials = secret(client, namespace, external.get().getCredentialsSecret());
            return new SearchClient(new SiteHttp(
                    external.get().getElasticsearchUrl().replaceAll("/+$", ""),
                    SiteHttp.authorization(credentials),
                    Optional.ofNullable(external.get().getCaSecret())
                            .map(secret -> secret(client, namespace, secret).get("ca.crt"))));
        }
        return new SearchClient(new SiteHttp(
                "https://" + name + "-es-http." + namespace + ".svc:" + PORT,
                SiteHttp.basic(
                        "elastic",
                        secret(client, namespace, name + "-es-elastic-user").get("elastic")),
                Optional.of(secret(client, namespace, name + "-es-http-certs-public")
                        .get("ca.crt"))));
    }

    private static SecretValues secret(KubernetesClient client, String namespace, String name) {
        return SecretValues.find(client, namespace, name)
                .orElseThrow(() -> new NotThereYetException("there is no Secret " + name + " in namespace " + namespace
                        + ": Elasticsearch is not made yet"));
    }

    /** The answer to {@code GET url/path}. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.get((path.startsWith("/") ? "" : "/") + escaped(path));
    }

    /** A path and query as a person types them: what a URI cannot hold is escaped, what is escaped stays as it is. */
    static String escaped(String path) {
        StringBuilder escaped = new StringBuilder();
        for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
            if (octet > ' ' && octet < 0x7f && "\"<>[]\\^`{|}".indexOf(octet) < 0) {
                escaped.append((char) octet);
            } else {
                escaped.append(String.format("%%%02X", octet & 0xff));
            }
        }
        return escaped.toString();
    }

    /** The answer to {@code POST url/path} with JSON. */
    public HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return http.post(path, json);
    }
}
