package io.sitewatch.local.cli.command;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.local.cli.console.CommandException;
import io.sitewatch.local.cli.console.Exit;
import io.sitewatch.local.cli.console.Terminal;
import io.sitewatch.local.cli.site.ReachableUrl;
import io.sitewatch.local.cli.site.ServiceAddresses;
import io.sitewatch.local.cli.site.SiteName;
import io.sitewatch.local.cli.site.SiteSnapshot;
import io.sitewatch.local.cli.site.SiteWatch;
import io.sitewatch.local.cli.site.Sites;
import io.sitewatch.local.cli.view.AddressLines;
import io.sitewatch.local.cli.view.Palette;
import io.sitewatch.local.cli.view.StatusView;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "status",
        description = "How the sites do: conditions, components, addresses, counters.",
        footer = {"", "Exit codes: 0 every one shown is Ready; 1 one is not; 4 nothing is running; 5 no such site."})
public final class StatusCommand extends ClusterCommand {
    @Parameters(arity = "0..1", paramLabel = "SITE", description = "Only this one.")
    private String site;

    public StatusCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(KubernetesClient client) {
        Sites sites = new Sites(client);
        List<MonitoringSite> shown = site == null ? sites.all() : List.of(sites.require(site));
        if (shown.isEmpty()) {
            throw CommandException.notFound("the cluster has no MonitoringSite");
        }
        boolean allReady = true;
        for (MonitoringSite one : shown) {
            Optional<SiteSnapshot> snapshot = snapshot(client, SiteName.of(one));
            if (snapshot.isPresent()) {
                allReady &= snapshot.get().ready();
                show(client, snapshot.get());
            }
        }
        return allReady ? Exit.OK : Exit.FAILED;
    }

    private static Optional<SiteSnapshot> snapshot(KubernetesClient client, SiteName name) {
        try (SiteWatch watch = new SiteWatch(client, name, Clock.systemDefaultZone())) {
            return watch.snapshot();
        }
    }

    private void show(KubernetesClient client, SiteSnapshot snapshot) {
        boolean colour = terminal().outTty() && terminal().colour();
        ReachableUrl reachable = new ReachableUrl(new ServiceAddresses(client), snapshot.namespace());
        print(new StatusView(colour ? Palette.ANSI : Palette.PLAIN).lines(snapshot));
        print(new AddressLines(reachable::of).of(snapshot, Optional.empty()));
        terminal().out().println();
    }
}
