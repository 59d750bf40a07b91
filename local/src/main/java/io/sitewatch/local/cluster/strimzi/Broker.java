package io.sitewatch.local.cluster.strimzi;

import io.sitewatch.local.cluster.control.Key;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterResult;

/** The admin connections to the brokers that run, for the topic and user operators. */
final class Broker {
    private static final int ANSWER_WITHIN = 3_000;

    private final Map<Key, Connection> connections = new ConcurrentHashMap<>();

    private record Connection(String bootstrap, Admin admin) {}

    /** The broker of that cluster answers there. */
    void up(Key cluster, String bootstrap) {
        Connection before = connections.get(cluster);
        if (before == null || !before.bootstrap().equals(bootstrap)) {
            down(cluster);
            connections.put(cluster, new Connection(bootstrap, connect(bootstrap)));
        }
    }

    /** The broker of that cluster does not answer. */
    void down(Key cluster) {
        Connection before = connections.remove(cluster);
        if (before != null) {
            before.admin().close(java.time.Duration.ZERO);
        }
    }

    Optional<Admin> admin(Key cluster) {
        return Optional.ofNullable(connections.get(cluster)).map(Connection::admin);
    }

    /** Whether a broker there answers a metadata request with itself in it, and with which cluster id. */
    Optional<String> clusterId(Key cluster, String bootstrap) throws InterruptedException {
        Connection open = connections.get(cluster);
        if (open != null && open.bootstrap().equals(bootstrap)) {
            return clusterId(open.admin());
        }
        try (Admin admin = connect(bootstrap)) {
            return clusterId(admin);
        }
    }

    private static Optional<String> clusterId(Admin admin) throws InterruptedException {
        try {
            DescribeClusterResult cluster = admin.describeCluster();
            return cluster.nodes().get(ANSWER_WITHIN, TimeUnit.MILLISECONDS).isEmpty()
                    ? Optional.empty()
                    : Optional.of(cluster.clusterId().get(ANSWER_WITHIN, TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }

    /** The result of an admin call, its own error thrown as it is. */
    static <T> T await(org.apache.kafka.common.KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(Objects.requireNonNullElse(e.getCause(), e));
        } catch (TimeoutException e) {
            throw new IllegalStateException("the broker did not answer within 10 s", e);
        }
    }

    void close() {
        CompletableFuture.allOf(connections.keySet().stream()
                        .map(cluster -> CompletableFuture.runAsync(() -> down(cluster)))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
    }

    private static Admin connect(String bootstrap) {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                AdminClientConfig.CLIENT_ID_CONFIG, "laptop-cluster",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_WITHIN,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_WITHIN,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500));
    }
}
