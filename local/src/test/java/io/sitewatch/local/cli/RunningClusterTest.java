package io.sitewatch.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.crds.v1alpha1.MonitoringSiteSpec;
import io.sitewatch.crds.v1alpha1.SimulatorSource;
import io.sitewatch.crds.v1alpha1.SourceSpec;
import io.sitewatch.kube.KubeApiServer;
import io.sitewatch.local.cli.console.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that only need the API, against the embedded one with a site that nobody reconciles. */
class RunningClusterTest {
    @TempDir
    private static Path state;

    private static KubeApiServer server;

    private final TestCommandLine line = new TestCommandLine();

    @BeforeAll
    static void aClusterWithASite() throws IOException {
        server = KubeApiServer.builder().start();
        Files.writeString(state.resolve("kubeconfig"), server.kubeconfig());
        try (KubernetesClient client = server.client();
                InputStream crd = MonitoringSite.class.getResourceAsStream(
                        "/io/sitewatch/crds/monitoringsites.sitewatch.io.yaml")) {
            CustomResourceDefinition definition = client.apiextensions()
                    .v1()
                    .customResourceDefinitions()
                    .load(crd)
                    .item();
            client.resource(definition).create();
            client.resource(definition)
                    .waitUntilCondition(
                            found -> found.getStatus() != null
                                    && found.getStatus().getConditions().stream()
                                            .anyMatch(condition -> condition
                                                            .getType()
                                                            .equals("Established")
                                                    && condition.getStatus().equals("True")),
                            10,
                            TimeUnit.SECONDS);
            client.resource(site("shaft")).create();
            client.resource(site("tunnel")).create();
            client.resource(new SecretBuilder()
                            .withNewMetadata()
                            .withName("shaft-db-app")
                            .withNamespace("default")
                            .addToLabels("sitewatch.io/site", "shaft")
                            .endMetadata()
                            .withStringData(Map.of("password", "s3cret"))
                            .build())
                    .create();
            client.resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withName("tunnel-rules")
                            .withNamespace("default")
                            .addToLabels("sitewatch.io/site", "tunnel")
                            .endMetadata()
                            .addToData("rules.json", "{}")
                            .build())
                    .create();
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void statusSaysThatNobodyHasSeenTheSite() {
        assertThat(run("status", "shaft")).isEqualTo(Exit.FAILED);
        assertThat(out()).startsWith("shaft: not seen by the operator yet").contains("no counters");
    }

    @Test
    void aSiteThatIsNotThereIsNamedWithThoseThatAre() {
        assertThat(run("status", "pit")).isEqualTo(Exit.NOT_FOUND);
        assertThat(err()).contains("there is no site pit; there are: shaft, tunnel");
    }

    @Test
    void withSeveralSitesOneHasToBeNamed() {
        assertThat(run("psql", "-c", "SELECT 1")).isEqualTo(Exit.REFUSED);
        assertThat(err()).contains("which site? Name one of: shaft, tunnel");
    }

    @Test
    void whatIsNotMadeYetIsNamed() {
        assertThat(run("psql", "tunnel", "-c", "SELECT 1")).isEqualTo(Exit.FAILED);
        assertThat(err())
                .contains("there is no Secret tunnel-db-app in namespace default: the database is not made yet");
    }

    @Test
    void getShowsATableByAnyNameOfTheKind() {
        for (String kind : new String[] {"msite", "MonitoringSite", "monitoringsites.sitewatch.io"}) {
            line.resetOut();
            assertThat(run("get", kind)).isEqualTo(Exit.OK);
            assertThat(out().lines().toList()).hasSize(3).satisfies(lines -> {
                assertThat(lines.get(0)).startsWith("NAME     READY");
                assertThat(lines.get(1)).startsWith("shaft");
                assertThat(lines.get(2)).startsWith("tunnel");
            });
        }
    }

    @Test
    void getShowsOneResourceAsYamlWithoutItsBookkeeping() {
        assertThat(run("get", "msite", "shaft", "-o", "yaml")).isEqualTo(Exit.OK);
        assertThat(out())
                .startsWith("apiVersion: sitewatch.io/v1alpha1\nkind: MonitoringSite\nmetadata:\n")
                .contains("  name: shaft\n")
                .doesNotContain("managedFields");
    }

    @Test
    void getDecodesAKeyOfASecret() {
        assertThat(run("get", "secret", "shaft-db-app", "-o", "key=password")).isEqualTo(Exit.OK);
        assertThat(out()).isEqualTo("s3cret\n");
    }

    @Test
    void getNamesTheKindsThatThereAre() {
        assertThat(run("get", "pits")).isEqualTo(Exit.NOT_FOUND);
        assertThat(err()).contains("the API serves no kind called \"pits\"", "secrets", "monitoringsites");
        assertThat(run("get", "secret", "nobody")).isEqualTo(Exit.NOT_FOUND);
        assertThat(run("get", "msite", "-o", "xml")).isEqualTo(Exit.REFUSED);
    }

    @Test
    void describeTakesASiteByItsNameAlone() {
        assertThat(run("describe", "shaft")).isEqualTo(Exit.OK);
        assertThat(out()).startsWith("Name:         shaft\n").contains("Kind:         MonitoringSite");
    }

    @Test
    void describeKeepsSecretsSecret() {
        assertThat(run("describe", "secret", "shaft-db-app")).isEqualTo(Exit.OK);
        assertThat(out()).contains("password: 6 bytes").doesNotContain("s3cret", "czNjcmV0");
    }

    @Test
    void deleteFollowsTheSiteAndListsWhatIsKept() throws IOException {
        try (KubernetesClient client = server.client()) {
            client.resource(site("pit")).create();
        }

        assertThat(run("delete", "pit")).isEqualTo(Exit.OK);

        assertThat(out()).startsWith("deleting pit\n").endsWith("pit is deleted\n");
        assertThat(run("status", "pit")).isEqualTo(Exit.NOT_FOUND);
    }

    private static MonitoringSite site(String name) {
        MonitoringSite site = TestSites.site("default", name);
        site.setStatus(null);
        site.getMetadata().setGeneration(null);
        site.getMetadata().setCreationTimestamp(null);
        SourceSpec source = new SourceSpec();
        source.setSimulator(new SimulatorSource());
        site.setSpec(new MonitoringSiteSpec());
        site.getSpec().setSource(source);
        return site;
    }

    private int run(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--state";
        all[arguments.length + 1] = state.toString();
        return line.run(all);
    }

    private String out() {
        return line.out();
    }

    private String err() {
        return line.err();
    }
}
