package io.sitewatch.local.cli.command;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.sitewatch.local.cli.console.CommandException;
import io.sitewatch.local.cli.console.Exit;
import io.sitewatch.local.cli.console.Terminal;
import io.sitewatch.local.cli.manifest.ManifestChecker;
import io.sitewatch.local.cli.manifest.ManifestReader;
import io.sitewatch.local.cli.manifest.ManifestReading;
import io.sitewatch.local.cli.site.SiteDeletion;
import io.sitewatch.local.cli.site.SiteName;
import io.sitewatch.local.cli.site.Sites;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "delete",
        description = "Delete a site and follow its resources on their way out.",
        footer = {
            "",
            "What the site's deletionPolicy keeps is listed in the end.",
            "Exit codes: 0 it is gone; 3 it is not within --timeout; 4 nothing is running; 5 no such site."
        })
public final class DeleteCommand extends ClusterCommand {
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** Looks without a change after which what is left counts as kept. */
    private static final int SETTLED = 3;

    @ArgGroup(multiplicity = "1")
    private Target target;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            defaultValue = "2m",
            description = "How long each may take (default: ${DEFAULT-VALUE}).")
    private Duration timeout;

    public DeleteCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(KubernetesClient client) throws InterruptedException {
        for (SiteName site : sites(client)) {
            follow(site, new SiteDeletion(client, site));
        }
        return Exit.OK;
    }

    private List<SiteName> sites(KubernetesClient client) {
        Sites known = new Sites(client);
        if (target.site != null) {
            return List.of(SiteName.of(known.require(target.site)));
        }
        ManifestReading reading = new ManifestReader().read(target.files);
        if (!reading.problems().isEmpty()) {
            throw new CommandException(
                    Exit.REFUSED,
                    "nothing was deleted:\n  "
                            + reading.problems().stream().map(Object::toString).collect(Collectors.joining("\n  ")));
        }
        List<SiteName> sites = new ArrayList<>();
        reading.manifests().stream()
                .filter(ManifestChecker::isSite)
                .map(manifest -> SiteName.of(manifest.resource()))
                .forEach(name -> sites.add(SiteName.of(known.require(name.namespace() + "/" + name.name()))));
        return sites;
    }

    private void follow(SiteName site, SiteDeletion deletion) throws InterruptedException {
        terminal().out().println("deleting " + site);
        deletion.request();
        long deadline = System.nanoTime() + timeout.toNanos();
        Map<String, Integer> shown = Map.of();
        int unchanged = 0;
        while (true) {
            boolean gone = deletion.done();
            Map<String, Integer> left = deletion.left();
            unchanged = left.equals(shown) ? unchanged + 1 : 0;
            if (gone && (left.isEmpty() || unchanged >= SETTLED)) {
                terminal().out().println(site + " is deleted" + (left.isEmpty() ? "" : "; kept: " + text(left)));
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new CommandException(
                        Exit.NOT_IN_TIME,
                        site + " is not gone after " + timeout.toSeconds() + " s; left: "
                                + (left.isEmpty() ? "the site itself" : text(left))
                                + ". Why: ./sitewatch describe " + site.name() + ", ./sitewatch logs operator");
            }
            if (!left.equals(shown)) {
                terminal().out().println("  left: " + (left.isEmpty() ? "the site itself" : text(left)));
                shown = left;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
        }
    }

    private static String text(Map<String, Integer> left) {
        return left.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    private static final class Target {
        @Parameters(arity = "0..1", paramLabel = "SITE", description = "Its name, or namespace/name.")
        private String site;

        @Option(
                names = {"-f", "--filename"},
                paramLabel = "FILE",
                description = "Manifests whose sites to delete.")
        private List<Path> files;
    }
}
