package io.sitewatch.local.cli.command;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.local.cli.console.CommandException;
import io.sitewatch.local.cli.console.Exit;
import io.sitewatch.local.cli.console.Terminal;
import io.sitewatch.local.cli.dashboards.DashboardPrinter;
import io.sitewatch.local.cli.dashboards.SiteDashboards;
import io.sitewatch.local.cli.site.KibanaClient;
import io.sitewatch.local.cli.site.NotThereYetException;
import io.sitewatch.local.cli.site.SearchClient;
import io.sitewatch.local.cli.site.Sites;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "dashboards",
        description =
                "What is on a site's dashboards: each panel's own aggregation, run on the site's Elasticsearch. Needs no Kibana"
                        + " that draws.",
        footer = {
            "",
            "Examples:",
            "  ./sitewatch dashboards",
            "  ./sitewatch dashboards --only piezometer --last 1h --png plots",
            "  ./sitewatch dashboards --only instrument --instrument piezometer/BH-4493"
        })
public final class DashboardsCommand extends ClusterCommand {
    @Option(
            names = "--site",
            paramLabel = "SITE",
            description = "Whose dashboards; may be left out when there is one site.")
    private String site;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            description = "Those whose id has this in it: overview, instrument, or a type such as piezometer.")
    private String only;

    @Option(
            names = "--instrument",
            paramLabel = "TYPE/BOREHOLE",
            description = "For the dashboard of one instrument (default: the one that was heard of last).")
    private String instrument;

    @Option(
            names = "--last",
            paramLabel = "LENGTH",
            description = "How far back to look, such as 15m, 6h or 7d (default: as far as each dashboard does).")
    private String last;

    @Option(names = "--png", paramLabel = "DIR", description = "Write the charts as images into this folder.")
    private Path folder;

    public DashboardsCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(KubernetesClient client) throws InterruptedException {
        check(last, "[1-9][0-9]*[smhdw]", "--last", "a number and a unit, such as 15m, 6h or 7d");
        check(instrument, "[a-z_]+/.+", "--instrument", "a type and a borehole, such as piezometer/BH-4493");
        MonitoringSite found = new Sites(client).require(site);
        // Plots are drawn where there may be no screen.
        System.setProperty("java.awt.headless", "true");
        try {
            SiteDashboards dashboards = new SiteDashboards(
                    KibanaClient.of(client, found),
                    SearchClient.of(client, found),
                    found.getMetadata().getName());
            int printed = new DashboardPrinter(dashboards, terminal().out(), Optional.ofNullable(folder))
                    .print(
                            Optional.ofNullable(only),
                            Optional.ofNullable(instrument),
                            Optional.ofNullable(last),
                            Instant.now());
            if (printed == 0) {
                throw CommandException.notFound(
                        only == null
                                ? "Kibana has no dashboards of this site yet: see ./sitewatch describe"
                                : "no dashboard has \"" + only + "\" in its id");
            }
            return Exit.OK;
        } catch (NotThereYetException e) {
            throw new CommandException(Exit.FAILED, e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandException(Exit.FAILED, "there was no answer: " + e, e);
        }
    }

    private static void check(String value, String form, String option, String said) {
        if (value != null && !value.matches(form)) {
            throw new CommandException(Exit.REFUSED, option + " is \"" + value + "\": write " + said);
        }
    }
}
