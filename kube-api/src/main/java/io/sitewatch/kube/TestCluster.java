package io.sitewatch.kube;

import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedClusterBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one place where tests take their Kubernetes client from: the cluster that {@code KUBECONFIG} names when that file exists, fabric8's
 * kube-api-test when {@code KUBE_API_TEST_DIR} is given, else the embedded server. Says in one line which it is.
 */
public final class TestCluster implements AutoCloseable {

    /** What stands behind the client. */
    public enum Backend {
        /** A whole cluster with all its controllers. */
        CLUSTER("the cluster of KUBECONFIG"),
        /** A real API server and etcd, without a controller manager: no garbage collection, namespaces never go. */
        API_SERVER("an API server that has no controllers"),
        /** {@link KubeApiServer}. */
        EMBEDDED("the embedded API server");

        private final String words;

        Backend(String words) {
            this.words = words;
        }

        /** Whether owner references and namespaces are cleaned up. */
        public boolean hasControllers() {
            return this != API_SERVER;
        }
    }

    private static final long TOKEN_SECONDS = 3600;

    /** Machines that run tests are slow at times. */
    private static final int PATIENCE_MILLIS = 60_000;

    private final Backend backend;
    private final Config config;
    private final KubernetesClient client;
    private final String kubeconfig;
    private final AutoCloseable server;
    private final List<String> namespaces = new ArrayList<>();
    private final Deque<Runnable> cleaning = new ArrayDeque<>();

    private TestCluster(Backend backend, Config config, String kubeconfig, AutoCloseable server) {
        this.backend = backend;
        this.config = new io.fabric8.kubernetes.client.ConfigBuilder(config)
                .withRequestTimeout(PATIENCE_MILLIS)
                .withConnectionTimeout(PATIENCE_MILLIS)
                .build();
        this.kubeconfig = kubeconfig;
        this.server = server;
        this.client = new KubernetesClientBuilder().withConfig(this.config).build();
    }

    /** Opens the cluster that the environment asks for. */
    @SuppressWarnings("resource") // the cluster owns what it opens
    public static TestCluster open() {
        return open(System.getenv());
    }

    static TestCluster open(Map<String, String> env) {
        Optional<Path> given = Optional.ofNullable(env.get("KUBECONFIG"))
                .filter(path -> !path.isBlank())
                .map(path -> Path.of(path.split(File.pathSeparator)[0]))
                .filter(Files::isRegularFile);
        TestCluster cluster;
        if (given.isPresent()) {
            // Of the file and not of its text: certificates beside it are named relative to it.
            Config config = Config.fromKubeconfig(given.get().toFile());
            Backend backend = hasControllers(config) ? Backend.CLUSTER : Backend.API_SERVER;
            cluster = new TestCluster(backend, config, read(given.get()), () -> {});
        } else if (env.containsKey("KUBE_API_TEST_DIR")) {
            KubeApiTestServer real = KubeApiTestServer.start();
            cluster = new TestCluster(
                    Backend.API_SERVER, Config.fromKubeconfig(real.kubeconfig()), real.kubeconfig(), real);
        } else {
            cluster = embedded();
        }
        System.out.println("Tests run against " + cluster.backend.words + " at " + cluster.config.getMasterUrl());
        return cluster;
    }

    /** What stands behind the client. */
    public Backend backend() {
        return backend;
    }

    public KubernetesClient client() {
        return client;
    }

    /** Settings for further clients of the same cluster. */
    public Config clientConfig() {
        return config;
    }

    /** The kubeconfig (YAML) of the same cluster, for {@code kubectl}. */
    public String kubeconfig() {
        return kubeconfig;
    }

    /**
     * A kubeconfig (YAML) of the same cluster for a service account, so that its rights are what counts.
     *
     * @param serviceAccount has to exist
     */
    public String kubeconfig(String namespace, String serviceAccount) {
        String token = client.serviceAccounts()
                .inNamespace(namespace)
                .withName(serviceAccount)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(TOKEN_SECONDS)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
        NamedCluster cluster = new NamedClusterBuilder()
                .withName("cluster")
                .withNewCluster()
                .withServer(config.getMasterUrl())
                .withCertificateAuthority(config.getCaCertFile())
                .withCertificateAuthorityData(config.getCaCertData())
                .withInsecureSkipTlsVerify(config.isTrustCerts() ? true : null)
                .endCluster()
                .build();
        return Serialization.asYaml(new ConfigBuilder()
                .withClusters(cluster)
                .addNewUser()
                .withName(serviceAccount)
                .withNewUser()
                .withToken(token)
                .endUser()
                .endUser()
                .addNewContext()
                .withName("account")
                .withNewContext()
                .withCluster("cluster")
                .withUser(serviceAccount)
                .withNamespace(namespace)
                .endContext()
                .endContext()
                .withCurrentContext("account")
                .build());
    }

    /** A fresh namespace; it is deleted on {@link #close()}. */
    public synchronized String namespace() {
        String name = client.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withGenerateName("test-")
                        .endMetadata()
                        .build())
                .create()
                .getMetadata()
                .getName();
        namespaces.add(name);
        return name;
    }

    /** The namespaces that were made so far. */
    public synchronized List<String> namespaces() {
        return List.copyOf(namespaces);
    }

    /** Takes away what a namespace does not hold, or what would hold it: last things first, before the namespaces go. */
    public synchronized void beforeClose(Runnable clean) {
        cleaning.push(clean);
    }

    @Override
    public synchronized void close() {
        // The embedded server goes with everything that is in it.
        if (backend != Backend.EMBEDDED) {
            cleaning.forEach(Runnable::run);
            namespaces.forEach(name -> client.namespaces().withName(name).delete());
        }
        client.close();
        try {
            server.close();
        } catch (Exception e) {
            throw new IllegalStateException("the test cluster did not close", e);
        }
    }

    /** A controller manager puts this into each namespace, once the cluster stands. */
    private static boolean hasControllers(Config config) {
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build()) {
            return client.serviceAccounts()
                            .inNamespace("default")
                            .withName("default")
                            .get()
                    != null;
        }
    }

    private static TestCluster embedded() {
        try {
            KubeApiServer server = KubeApiServer.builder().start();
            return new TestCluster(Backend.EMBEDDED, server.clientConfig(), server.kubeconfig(), server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("KUBECONFIG " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
