package io.sitewatch.local.cli.api;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** The first question to an API server, asked once: a person waits for the answer. */
final class Handshake {
    private Handshake() {}

    /**
     * A client whose server has answered.
     *
     * @throws KubernetesClientException when it does not, and the client is closed
     */
    static KubernetesClient with(Config config, int connectMillis) {
        config.setConnectionTimeout(connectMillis);
        config.setRequestRetryBackoffLimit(0);
        KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build();
        try {
            client.getKubernetesVersion();
            return client;
        } catch (KubernetesClientException silent) {
            client.close();
            throw silent;
        }
    }
}
