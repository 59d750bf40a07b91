package io.sitewatch.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.UpgradeCommand;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.sitewatch.kube.TestCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The chart in a cluster, put there by Helm. No pod of it is wanted: what runs is started by the test. */
final class Release implements AutoCloseable {
    static final String NAME = "sitewatch";

    private final TestCluster cluster;
    private final String namespace;
    private final Path kubeconfig;

    Release(TestCluster cluster, String namespace, Map<String, Object> values) {
        this.cluster = cluster;
        this.namespace = namespace;
        try {
            this.kubeconfig = Files.createTempFile("sitewatch-", ".kubeconfig");
            Files.writeString(kubeconfig, cluster.kubeconfig());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        upgrade(values);
    }

    String namespace() {
        return namespace;
    }

    /** {@code helm upgrade --install}. */
    com.marcnuri.helm.Release upgrade(Map<String, Object> values) {
        UpgradeCommand command = Chart.helm()
                .upgrade()
                .install()
                .withName(NAME)
                .withNamespace(namespace)
                .withKubeConfig(kubeconfig)
                .set("replicas", 0);
        values.forEach(command::set);
        return command.call();
    }

    Deployment deployment() {
        return client().apps()
                .deployments()
                .inNamespace(namespace)
                .withName(NAME)
                .get();
    }

    String serviceAccount() {
        return deployment().getSpec().getTemplate().getSpec().getServiceAccountName();
    }

    void uninstall() {
        Helm.uninstall(NAME)
                .withNamespace(namespace)
                .withKubeConfig(kubeconfig)
                .ignoreNotFound()
                .call();
    }

    @Override
    public void close() {
        uninstall();
        try {
            Files.deleteIfExists(kubeconfig);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private KubernetesClient client() {
        return cluster.client();
    }
}
