package io.sitewatch.kube;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.sitewatch.kube.http.ApiServerOptions;
import io.sitewatch.kube.http.ApiServerProcess;
import io.sitewatch.kube.node.Kubelet;
import io.sitewatch.kube.store.DirectoryPersistence;
import io.sitewatch.kube.store.Persistence;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;

/**
 * A small Kubernetes API server in this process: for tests, and for the laptop cluster. It believes who a client says it is and has no TLS,
 * so it belongs on a loopback address. Not for production.
 */
public final class KubeApiServer implements AutoCloseable {
    private final ApiServerProcess process;
    private final URI url;

    private KubeApiServer(ApiServerProcess process, String host) {
        this.process = process;
        this.url = URI.create("http://" + host + ":" + process.port());
    }

    public static Builder builder() {
        return new Builder();
    }

    public URI url() {
        return url;
    }

    /** A kubeconfig (YAML) with this server as its only cluster. */
    public String kubeconfig() {
        return """
                apiVersion: v1
                kind: Config
                clusters:
                - name: sitewatch
                  cluster:
                    server: %s
                users:
                - name: sitewatch
                  user: {}
                contexts:
                - name: sitewatch
                  context:
                    cluster: sitewatch
                    user: sitewatch
                    namespace: default
                current-context: sitewatch
                """.formatted(url);
    }

    /** The settings of a client of this server; nothing is taken from the environment. */
    public Config clientConfig() {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(url.toString())
                .withNamespace("default")
                .withTrustCerts(false)
                .build();
    }

    /** A new client; the caller closes it. */
    public KubernetesClient client() {
        return new KubernetesClientBuilder().withConfig(clientConfig()).build();
    }

    @Override
    public void close() {
        process.close();
    }

    /** How to start one. */
    public static final class Builder {
        private String host = "127.0.0.1";
        private int port;
        private String serviceCidr = "127.77.0.0/16";
        private Persistence persistence = Persistence.none();
        private Kubelet kubelet = Kubelet.NONE;
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /** @param port 0 for any free one */
        public Builder address(String host, int port) {
            this.host = Objects.requireNonNull(host);
            this.port = port;
            return this;
        }

        /** The IPv4 range out of which Services get their addresses. */
        public Builder serviceCidr(String cidr) {
            this.serviceCidr = Objects.requireNonNull(cidr);
            return this;
        }

        /** Keeps every object in a directory, so that a later server on it goes on. Without it, objects live in memory. */
        public Builder storage(Path directory) {
            this.persistence = new DirectoryPersistence(directory);
            return this;
        }

        /** Who answers for the pods that run. Without it, there are no logs and no ports of pods. */
        public Builder kubelet(Kubelet kubelet) {
            this.kubelet = Objects.requireNonNull(kubelet);
            return this;
        }

        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock);
            return this;
        }

        /**
         * Starts listening.
         *
         * @throws IOException when the port cannot be had
         */
        public KubeApiServer start() throws IOException {
            return new KubeApiServer(
                    new ApiServerProcess(new ApiServerOptions(host, port, serviceCidr, persistence, kubelet, clock)),
                    host);
        }
    }
}
