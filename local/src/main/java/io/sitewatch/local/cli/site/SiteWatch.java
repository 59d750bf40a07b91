package io.sitewatch.local.cli.site;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Takes snapshots of one site. */
public final class SiteWatch implements AutoCloseable {
    private static final String SITE_LABEL = "sitewatch.io/site";

    private final KubernetesClient client;
    private final SiteName name;
    private final Clock clock;
    private final SiteDatabase database;
    private final StreamLag lag;

    public SiteWatch(KubernetesClient client, SiteName name, Clock clock) {
        this.client = client;
        this.name = name;
        this.clock = clock;
        this.database = new SiteDatabase(() -> DatabaseLogin.of(client, require(), DatabaseLogin.Role.OWNER));
        this.lag = new StreamLag(new ServiceAddresses(client));
    }

    public SiteName name() {
        return name;
    }

    /** The site as it is now, or nothing when it does not exist. */
    public Optional<SiteSnapshot> snapshot() {
        return find().map(site -> {
            List<Deployment> deployments = client.apps()
                    .deployments()
                    .inNamespace(name.namespace())
                    .withLabel(SITE_LABEL, name.name())
                    .list()
                    .getItems();
            Optional<Counters> counters = database.counters().map(counted -> counted.withLag(lag.read(site)));
            return new SiteSnapshot(clock.instant(), site, deployments, counters);
        });
    }

    private Optional<MonitoringSite> find() {
        return Optional.ofNullable(client.resources(MonitoringSite.class)
                .inNamespace(name.namespace())
                .withName(name.name())
                .get());
    }

    private MonitoringSite require() {
        return find().orElseThrow(() -> new NotThereYetException("there is no MonitoringSite " + name));
    }

    @Override
    public void close() {
        database.close();
    }
}
