package io.sitewatch.operator.controller;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.sitewatch.operator.kibana.KibanaKeeper;
import io.sitewatch.operator.live.SearchContent;
import io.sitewatch.operator.live.SearchContent.Part;
import io.sitewatch.operator.live.SearchContent.State;
import io.sitewatch.operator.model.Credentials;
import io.sitewatch.operator.model.SearchModel;
import io.sitewatch.operator.model.SiteModel;
import io.sitewatch.operator.search.HttpRestApi;
import io.sitewatch.operator.search.IndexKeeper;
import io.sitewatch.operator.search.RefusedByApiException;
import io.sitewatch.operator.search.RestApi;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps it over HTTP, as the user that the Secrets of the site name. */
public final class HttpContentKeeper implements ContentKeeper {
    /** The date of Kibana's public API. */
    private static final String API_VERSION = "2023-10-31";

    private final KubernetesClient client;
    private final IndexKeeper indices;
    private final KibanaKeeper kibana = new KibanaKeeper();

    public HttpContentKeeper(KubernetesClient client, Clock clock) {
        this.client = client;
        this.indices = new IndexKeeper(clock);
    }

    @Override
    public SearchContent keep(SiteModel site, Map<String, String> ledger) {
        SearchModel search = site.search().orElseThrow();
        SiteSecrets secrets = new SiteSecrets(client, site.names().namespace());
        Part templates = templates(site, search, secrets);
        Optional<Part> dashboards = search.kibanaUrl().map(url -> dashboards(site, search, url, secrets, ledger));
        return new SearchContent(templates, dashboards, Optional.of(new TreeMap<>(ledger)));
    }

    private Part templates(SiteModel site, SearchModel search, SiteSecrets secrets) {
        if (!search.answers()) {
            return new Part(State.PENDING, "the templates of the indices wait for Elasticsearch");
        }
        try {
            indices.keep(
                    api(search.url(), search.keeper(), search.caSecret(), Map.of(), secrets),
                    site.names().site(),
                    search.retention());
            return new Part(State.READY, "the templates of the indices are in place");
        } catch (RefusedByApiException refused) {
            return new Part(State.REFUSED, refused.getMessage());
        } catch (IOException failure) {
            return new Part(State.PENDING, words(search.url(), failure));
        }
    }

    private Part dashboards(
            SiteModel site, SearchModel search, String url, SiteSecrets secrets, Map<String, String> ledger) {
        try {
            RestApi api = api(
                    url,
                    search.keeper(),
                    search.kibanaCaSecret(),
                    Map.of("kbn-xsrf", "sitewatch-operator", "Elastic-Api-Version", API_VERSION),
                    secrets);
            return new Part(State.READY, kibana.keep(api, site, ledger).words());
        } catch (RefusedByApiException refused) {
            return new Part(State.REFUSED, refused.getMessage());
        } catch (IOException failure) {
            return new Part(State.PENDING, words(url, failure));
        }
    }

    private static RestApi api(
            String url,
            Credentials credentials,
            Optional<String> caSecret,
            Map<String, String> headers,
            SiteSecrets secrets)
            throws IOException {
        Map<String, String> all = new HashMap<>(headers);
        secrets.authorization(credentials).ifPresent(authorization -> all.put("Authorization", authorization));
        return new HttpRestApi(url, all, caSecret.flatMap(secrets::authority));
    }

    private static String words(String url, IOException failure) {
        String said = failure.getMessage();
        return said != null && said.contains("answers") ? said : url + " does not answer: " + failure;
    }
}
