package io.sitewatch.local.cli.site;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.local.cli.console.CommandException;
import io.sitewatch.local.cli.console.Exit;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the sites of a cluster by what people call them. */
public final class Sites {
    private final KubernetesClient client;

    public Sites(KubernetesClient client) {
        this.client = client;
    }

    /** Every site, of every namespace. */
    public List<MonitoringSite> all() {
        return client.resources(MonitoringSite.class).inAnyNamespace().list().getItems();
    }

    /**
     * One site.
     *
     * @param name {@code name} or {@code namespace/name}; null for the only one
     * @throws CommandException when there is none, or it is not clear which
     */
    public MonitoringSite require(String name) {
        List<MonitoringSite> all = all();
        List<MonitoringSite> found = name == null
                ? all
                : all.stream().filter(site -> isCalled(site, name)).toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        if (all.isEmpty()) {
            throw CommandException.notFound("the cluster has no MonitoringSite");
        }
        String names = all.stream().map(site -> SiteName.of(site).toString()).collect(Collectors.joining(", "));
        if (found.isEmpty()) {
            throw CommandException.notFound("there is no site " + name + "; there are: " + names);
        }
        throw new CommandException(Exit.REFUSED, "which site? Name one of: " + names);
    }

    private static boolean isCalled(MonitoringSite site, String name) {
        String namespace = site.getMetadata().getNamespace();
        return name.equals(site.getMetadata().getName())
                || name.equals(namespace + "/" + site.getMetadata().getName());
    }
}
