package io.sitewatch.local.cli.site;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.local.cli.api.ApiReader;
import io.sitewatch.local.cli.api.ApiReader.Selection;
import io.sitewatch.local.cli.api.ResourceType;
import io.sitewatch.local.cli.api.ResourceTypes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Deletes a site, and tells what of it is still there. */
public final class SiteDeletion {
    private static final String SITE_LABEL = "sitewatch.io/site=";

    private final KubernetesClient client;
    private final SiteName site;
    private final List<ResourceType> types;
    private final ApiReader reader;

    public SiteDeletion(KubernetesClient client, SiteName site) {
        this.client = client;
        this.site = site;
        this.reader = new ApiReader(client);
        this.types = ResourceTypes.discover(client).all().stream()
                .filter(type -> type.namespaced() && type.listable())
                .filter(type -> !type.plural().equals("monitoringsites"))
                .toList();
    }

    /** Asks for it; the operator and the collector of owned resources do the rest. */
    public void request() {
        client.resources(MonitoringSite.class)
                .inNamespace(site.namespace())
                .withName(site.name())
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete();
    }

    /** Whether the site itself is gone. */
    public boolean done() {
        return client.resources(MonitoringSite.class)
                        .inNamespace(site.namespace())
                        .withName(site.name())
                        .get()
                == null;
    }

    /** How many resources of each kind belong to it, without the kinds of which there is none. */
    public Map<String, Integer> left() {
        Map<String, Integer> left = new TreeMap<>();
        for (ResourceType type : types) {
            int count = reader.list(type, new Selection(site.namespace(), null, SITE_LABEL + site.name()))
                    .path("items")
                    .size();
            if (count > 0) {
                left.put(type.kind(), count);
            }
        }
        return left;
    }
}
