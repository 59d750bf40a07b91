package io.sitewatch.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sitewatch.local.cli.console.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SitewatchTest {
    @TempDir
    private Path folder;

    private final TestCommandLine line = new TestCommandLine();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "plan",
                "status",
                "get",
                "describe",
                "logs",
                "psql",
                "topics",
                "consume",
                "search",
                "delete",
                "down"
            })
    void everyCommandExplainsItself(String command) {
        assertThat(run(command, "--help")).isEqualTo(Exit.OK);
        assertThat(out()).startsWith("Usage: sitewatch " + command).contains("--state=DIR");

        line.resetOut();
        assertThat(run("help", command)).isEqualTo(Exit.OK);
        assertThat(out()).startsWith("Usage: sitewatch " + command);

        line.resetOut();
        assertThat(run("--help")).isEqualTo(Exit.OK);
        assertThat(out()).containsPattern("(?m)^  " + command + " ").contains("Exit codes:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "get msite",
                "describe shaft",
                "psql -c x",
                "topics",
                "consume alerts",
                "search x",
                "delete shaft",
                "down"
            })
    void whatNeedsARunningClusterSaysThatThereIsNone(String arguments) {
        assertThat(run((arguments + " --state " + folder).split(" "))).isEqualTo(Exit.NOT_RUNNING);
        assertThat(err()).contains("no laptop cluster is running with the state folder " + folder);
    }

    @Test
    void aKubeconfigWhoseServerIsGoneIsNoRunningCluster() throws IOException {
        Files.writeString(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: laptop
                contexts: [{name: laptop, context: {cluster: laptop, user: laptop}}]
                clusters: [{name: laptop, cluster: {server: "http://127.0.0.1:1"}}]
                users: [{name: laptop, user: {token: x}}]
                """);

        assertThat(run("status", "--state", folder.toString())).isEqualTo(Exit.NOT_RUNNING);
        assertThat(err()).contains("no laptop cluster is running");
    }

    @Test
    void wrongArgumentsAreOneLineAndWhereToReadOn() {
        assertThat(run("up")).isEqualTo(Exit.REFUSED);
        assertThat(err()).isEqualTo("sitewatch up: Missing required parameter: 'FILE'\nSee ./sitewatch up --help\n");

        line.resetErr();
        assertThat(run("frobnicate")).isEqualTo(Exit.REFUSED);
        assertThat(err())
                .startsWith(
                        "sitewatch: there is no command \"frobnicate\"; there are: up, plan, status, get, describe, logs,");

        line.resetErr();
        assertThat(run("down", "shaft")).isEqualTo(Exit.REFUSED);
        assertThat(err()).startsWith("sitewatch down: \"shaft\" is one argument too many");

        line.resetErr();
        assertThat(run("up", "a.yaml", "--for", "5 minutes")).isEqualTo(Exit.REFUSED);
        assertThat(err())
                .contains("\"5 minutes\" is no duration: write a positive number and a unit, such as 500ms, 10s, 5m");

        line.resetErr();
        assertThat(run("up", "a.yaml", "--until", "rows=1")).isEqualTo(Exit.REFUSED);
        assertThat(err()).contains("\"rows=1\" is no goal");
    }

    @Test
    void upStartsNothingWhenAManifestIsWrong() throws IOException {
        Path manifest = Files.writeString(
                folder.resolve("site.yaml"), "apiVersion: v1\nkind: MonitoringSite\nmetadata: {name: shaft}\n");
        Path state = folder.resolve("state");

        assertThat(run("up", manifest.toString(), "none.yaml", "--state", state.toString()))
                .isEqualTo(Exit.REFUSED);

        assertThat(err())
                .isEqualTo("sitewatch up: nothing was started, because of 2 problems:\n"
                        + "  none.yaml: there is no such file\n"
                        + "  " + manifest + ":1: apiVersion: Unsupported value: \"v1\": supported values:"
                        + " \"sitewatch.io/v1alpha1\" for a MonitoringSite\n");
        assertThat(out()).isEmpty();
        assertThat(state).doesNotExist();
    }

    @Test
    void logsOutliveTheCluster() throws IOException {
        Files.createDirectories(folder.resolve("logs"));
        Files.writeString(folder.resolve("logs/operator.log"), "one\ntwo\nthree\n");
        Files.writeString(folder.resolve("logs/operator.log.1"), "before\n");
        Files.writeString(folder.resolve("logs/local.log.0"), "launcher\n");
        Files.writeString(folder.resolve("logs/stream-default-shaft-stream.log"), "started\n");

        assertThat(run("logs", "operator", "--tail", "2", "--state", folder.toString()))
                .isEqualTo(Exit.OK);
        assertThat(out()).isEqualTo("two\nthree\n");

        line.resetOut();
        assertThat(run("logs", "stream", "--state", folder.toString())).isEqualTo(Exit.OK);
        assertThat(out()).isEqualTo("started\n");

        line.resetOut();
        assertThat(run("logs", "local", "--state", folder.toString())).isEqualTo(Exit.OK);
        assertThat(out()).isEqualTo("launcher\n");

        assertThat(run("logs", "kafka", "--state", folder.toString())).isEqualTo(Exit.NOT_FOUND);
        assertThat(err()).contains("there are: local, operator, stream-default-shaft-stream");
    }

    private int run(String... arguments) {
        return line.run(arguments);
    }

    private String out() {
        return line.out();
    }

    private String err() {
        return line.err();
    }
}
