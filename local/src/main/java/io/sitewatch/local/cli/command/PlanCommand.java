package io.sitewatch.local.cli.command;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.sitewatch.local.cli.api.NamedCluster;
import io.sitewatch.local.cli.api.RunningCluster;
import io.sitewatch.local.cli.console.CommandException;
import io.sitewatch.local.cli.console.Exit;
import io.sitewatch.local.cli.console.Terminal;
import io.sitewatch.local.cli.manifest.CrdCheck;
import io.sitewatch.local.cli.manifest.Manifest;
import io.sitewatch.local.cli.manifest.ManifestChecker;
import io.sitewatch.local.cli.manifest.ManifestProblem;
import io.sitewatch.local.cli.manifest.ManifestReader;
import io.sitewatch.local.cli.manifest.ManifestReading;
import io.sitewatch.local.cli.site.SiteName;
import io.sitewatch.operator.plan.DefaultPlatform;
import io.sitewatch.operator.plan.Plan;
import io.sitewatch.operator.plan.PlanRefusedException;
import io.sitewatch.operator.plan.SitePlanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "plan",
        description = "What applying manifests would create, change, restart or delete in a cluster, without doing it.",
        footer = {
            "",
            "Compares with the laptop cluster that is running, or with the cluster of --kubeconfig. Nothing is",
            "written; the API server is asked with a dry run whether it would take the manifest.",
            "",
            "Signs: + create, ~ change, ! restart (stopped and started again, once), - delete.",
            "",
            "Examples:",
            "  ./sitewatch plan site.yaml",
            "  ./sitewatch plan site.yaml --kubeconfig ~/.kube/config --context production",
            "",
            "Exit codes: 0 planned (with --exit-code: and nothing would change); 1 it could not be done; 2 a manifest",
            "would be refused; 4 no cluster to compare with; 6 with --exit-code: something would change."
        })
public final class PlanCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Manifests with a MonitoringSite or more.")
    private List<Path> files;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "The cluster to compare with (default: the laptop cluster that is running).")
    private Path kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "The context of --kubeconfig to use (default: its current one).")
    private String context;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "Of manifests that name none (default: the one of the context).")
    private String namespace;

    @Option(names = "--exit-code", description = "End with 6 if something would change.")
    private boolean exitCode;

    @Mixin
    private Workspace workspace;

    private final Terminal terminal;

    public PlanCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Manifest> manifests = read();
        try (KubernetesClient client = connect()) {
            return plan(manifests, client);
        } catch (KubernetesClientException failed) {
            throw new CommandException(Exit.FAILED, "the cluster could not be read: " + failed.getMessage(), failed);
        }
    }

    private List<Manifest> read() {
        ManifestReading reading = new ManifestReader().read(files);
        List<ManifestProblem> problems = new ArrayList<>(reading.problems());
        problems.addAll(new ManifestChecker(new CrdCheck()).check(reading.manifests()));
        if (!problems.isEmpty()) {
            throw new CommandException(
                    Exit.REFUSED,
                    "nothing can be planned:\n  "
                            + problems.stream().map(Object::toString).collect(Collectors.joining("\n  ")));
        }
        return reading.manifests();
    }

    private KubernetesClient connect() {
        if (kubeconfig != null) {
            return NamedCluster.connect(kubeconfig, context);
        }
        try {
            return RunningCluster.connect(workspace.state());
        } catch (CommandException notRunning) {
            throw new CommandException(
                    notRunning.exitCode(),
                    notRunning.getMessage() + ", or name another cluster with --kubeconfig FILE",
                    notRunning);
        }
    }

    private int plan(List<Manifest> manifests, KubernetesClient client) {
        SitePlanner planner = new SitePlanner(client, DefaultPlatform.ofThisBuild());
        String otherwise = Optional.ofNullable(namespace)
                .or(() -> Optional.ofNullable(client.getNamespace()))
                .orElse("default");
        manifests.stream()
                .map(Manifest::resource)
                .filter(resource -> resource.getMetadata().getNamespace() == null)
                .forEach(resource -> resource.getMetadata().setNamespace(otherwise));
        boolean changes = false;
        for (Manifest manifest : manifests) {
            if (ManifestChecker.isSite(manifest)) {
                Plan plan = plan(planner, manifest, secretsOf(manifests, manifest));
                terminal.out().println(SiteName.of(manifest.resource()) + ":");
                terminal.out().print(plan.toText());
                changes |= !plan.isEmpty();
            }
        }
        return changes && exitCode ? Exit.CHANGES : Exit.OK;
    }

    private static Plan plan(SitePlanner planner, Manifest manifest, Set<String> secrets) {
        try {
            return planner.plan(manifest.resource(), secrets);
        } catch (PlanRefusedException refused) {
            throw new CommandException(
                    Exit.REFUSED, manifest.file() + ":" + manifest.line() + ": " + refused.getMessage(), refused);
        }
    }

    /** Secrets that come with the site, in the same files. */
    private static Set<String> secretsOf(List<Manifest> manifests, Manifest site) {
        return manifests.stream()
                .map(Manifest::resource)
                .filter(resource -> "Secret".equals(resource.getKind()))
                .map(GenericKubernetesResource::getMetadata)
                .filter(metadata -> metadata.getNamespace()
                        .equals(site.resource().getMetadata().getNamespace()))
                .map(metadata -> metadata.getName())
                .collect(Collectors.toSet());
    }
}
