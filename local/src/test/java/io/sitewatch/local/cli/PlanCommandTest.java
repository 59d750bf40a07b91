package io.sitewatch.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sitewatch.kube.KubeApiServer;
import io.sitewatch.local.cli.console.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the plan itself says is tested beside it; here is how the command finds its cluster and how it ends. */
class PlanCommandTest {
    @TempDir
    private static Path folder;

    private static KubeApiServer server;
    private static Path kubeconfig;
    private static Path manifest;

    private final TestCommandLine line = new TestCommandLine();

    @BeforeAll
    static void aClusterWithoutSites() throws IOException {
        server = KubeApiServer.builder().start();
        kubeconfig = Files.writeString(folder.resolve("kubeconfig"), server.kubeconfig());
        manifest = Files.writeString(folder.resolve("site.yaml"), """
                apiVersion: sitewatch.io/v1alpha1
                kind: MonitoringSite
                metadata: {name: shaft}
                spec: {source: {simulator: {}}}
                """);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theLaptopClusterIsTheOneThatIsMeant() {
        assertThat(run(manifest.toString(), "--state", folder.toString())).isEqualTo(Exit.OK);
        assertThat(out())
                .startsWith("shaft:\n")
                .contains("+ create Kafka shaft\n", "Plan: ")
                .contains("Before: the cluster does not know MonitoringSites yet");
    }

    @Test
    void anotherClusterCanBeNamedWithItsContext() {
        assertThat(run(manifest.toString(), "--kubeconfig", kubeconfig.toString(), "--context", "sitewatch"))
                .isEqualTo(Exit.OK);
        assertThat(run(manifest.toString(), "--kubeconfig", kubeconfig.toString(), "--context", "production"))
                .isEqualTo(Exit.REFUSED);
        assertThat(err()).contains("--context production: " + kubeconfig + " has sitewatch");
        assertThat(run(
                        manifest.toString(),
                        "--kubeconfig",
                        folder.resolve("none").toString()))
                .isEqualTo(Exit.REFUSED);
        assertThat(err()).contains("there is no such file");
    }

    @Test
    void scriptsLearnFromTheExitCodeWhetherSomethingWouldChange() {
        assertThat(run(manifest.toString(), "--kubeconfig", kubeconfig.toString(), "--exit-code"))
                .isEqualTo(Exit.CHANGES);
    }

    @Test
    void withoutAClusterItSaysWhatToDo() throws IOException {
        Path nothing = Files.createDirectories(folder.resolve("nothing"));
        assertThat(run(manifest.toString(), "--state", nothing.toString())).isEqualTo(Exit.NOT_RUNNING);
        assertThat(err())
                .contains("no laptop cluster is running with the state folder " + nothing)
                .contains("or name another cluster with --kubeconfig FILE");
    }

    @Test
    void aManifestWithAMistakeIsRefusedByItsLine() throws IOException {
        Path wrong = Files.writeString(
                folder.resolve("wrong.yaml"),
                Files.readString(manifest).replace("simulator: {}", "simulator: {interval: soon}"));
        assertThat(run(wrong.toString(), "--kubeconfig", kubeconfig.toString())).isEqualTo(Exit.REFUSED);
        assertThat(err()).contains(wrong + ":4: spec.source.simulator.interval:");
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "plan";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return line.run(all);
    }

    private String out() {
        return line.out();
    }

    private String err() {
        return line.err();
    }
}
