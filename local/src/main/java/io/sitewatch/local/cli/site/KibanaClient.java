package io.sitewatch.local.cli.site;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.sitewatch.crds.v1alpha1.ExternalSearch;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.crds.v1alpha1.SearchSpec;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Optional;

/** GETs from the space of a site in its Kibana. */
public final class KibanaClient {
    private static final int PORT = 5601;

    private final SiteHttp http;

    private KibanaClient(SiteHttp http) {
        this.http = http;
    }

    /**
     * The client of a site.
     *
     * @throws NotThereYetException when Kibana is not made yet, or the site has none
     */
    public static KibanaClient of(KubernetesClient client, MonitoringSite site) {
        String namespace = site.getMetadata().getNamespace();
        String name = site.getMetadata().getName();
        Optional<SearchSpec> spec = Optional.ofNullable(site.getSpec()).map(found -> found.getSearch());
        if (Optional.ofNullable(site.getStatus())
                .map(status -> status.getEndpoints())
                .map(endpoints -> endpoints.getKibanaUrl())
                .isEmpty()) {
            throw new NotThereYetException("the site " + name + " has no Kibana");
        }
        Optional<ExternalSearch> external = spec.map(SearchSpec::getExternal);
        if (external.isPresent()) {
            SecretValues credentials = secret(client, namespace, external.get().getCredentialsSecret());
            return new KibanaClient(new SiteHttp(
                    external.get().getKibanaUrl().replaceAll("/+$", "") + "/s/" + name,
                    SiteHttp.authorization(credentials),
                    Optional.ofNullable(external.get().getCaSecret())
                            .map(secret -> secret(client, namespace, secret).get("ca.crt"))));
        }
        return new KibanaClient(new SiteHttp(
                "https://" + name + "-kb-http." + namespace + ".svc:" + PORT + "/s/" + name,
                SiteHttp.authorization(secret(client, namespace, name + "-es-viewer")),
                Optional.of(secret(client, namespace, name + "-kb-http-certs-public")
                        .get("ca.crt"))));
    }

    /** The answer to {@code GET path} in the space. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.get(path);
    }

    private static SecretValues secret(KubernetesClient client, String namespace, String name) {
        return SecretValues.find(client, namespace, name)
                .orElseThrow(() -> new NotThereYetException(
                        "there is no Secret " + name + " in namespace " + namespace + ": Kibana is not made yet"));
    }
}
