package io.sitewatch.kube;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;

/** A real kube-apiserver with its etcd, started by fabric8's kube-api-test. Its jar is optional. */
final class KubeApiTestServer implements AutoCloseable {
    private final KubeAPIServer server;

    private KubeApiTestServer(KubeAPIServer server) {
        this.server = server;
    }

    static boolean isAvailable() {
        try {
            Class.forName("io.fabric8.kubeapitest.KubeAPIServer", false, KubeApiTestServer.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            System.out.println("KUBE_API_TEST_DIR is given, but io.fabric8:kube-api-test is not on the class path;"
                    + " add it as a test dependency to use the real API server");
            return false;
        }
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
