package io.sitewatch.local.cli.command;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.sitewatch.local.cli.api.RunningCluster;
import io.sitewatch.local.cli.console.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command about the laptop cluster that is running. */
abstract class ClusterCommand implements Callable<Integer> {
    @Mixin
    private Workspace workspace;

    private final Terminal terminal;

    ClusterCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public final Integer call() throws Exception {
        try (KubernetesClient client = RunningCluster.connect(workspace.state())) {
            return run(client);
        }
    }

    /** Does it; the answer is the exit code. */
    abstract int run(KubernetesClient client) throws Exception;

    final Terminal terminal() {
        return terminal;
    }

    final Workspace workspace() {
        return workspace;
    }

    final void print(Iterable<String> lines) {
        lines.forEach(terminal.out()::println);
    }
}
