package io.sitewatch.kube;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;

/** A real kube-apiserver with its etcd, started by fabric8's kube-api-test. Its jar is optional. */
final class KubeApiTestServer implements AutoCloseable {
    private final KubeAPIServer server;

    private KubeApiTestServer(KubeAPIServer server) {
        this.server = server;
    }

    static KubeApiTestServer start() {
        KubeAPIServer server = new KubeAPIServer(KubeAPIServerConfigBuilder.anAPIServerConfig()
                .withUpdateKubeConfig(false)
                .build());
        server.start();
        return new KubeApiTestServer(server);
    }

    String kubeconfig() {
        return server.getKubeConfigYaml();
    }

    @Override
    public void close() {
        server.stop();
    }
}
