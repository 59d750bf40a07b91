package io.sitewatch.local.cluster.strimzi;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.sitewatch.local.cluster.Events;
import io.sitewatch.local.cluster.Parts;
import io.sitewatch.local.cluster.control.Fields;
import io.sitewatch.local.cluster.control.Key;
import io.sitewatch.local.cluster.control.Kind;
import io.sitewatch.local.cluster.control.Reconciler;
import io.sitewatch.local.cluster.tls.CertificateAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.AppInfoParser;

/** Strimzi's cluster operator: a Kafka and its node pool are one broker process. */
final class KafkaReconciler implements Reconciler {
    private static final Duration SOON = Duration.ofMillis(300);
    private static final Duration CHECK = Duration.ofSeconds(5);

    private final Parts parts;
    private final Broker brokers;
    private final Consumer<Key> brokerChanged;
    private final ClusterSecrets secrets;
    private final ClusterServices services;
    private final KafkaStatus status;
    private final Map<Key, BrokerPod> pods = new ConcurrentHashMap<>();
    private Consumer<Key> processChanged = key -> {};

    /**
     * New reconciler.
     *
     * @param brokerChanged told when the broker of that cluster begins to answer
     */
    KafkaReconciler(Parts parts, Broker brokers, Consumer<Key> brokerChanged) {
        this.parts = parts;
        this.brokers = brokers;
        this.brokerChanged = brokerChanged;
        this.secrets = new ClusterSecrets(parts.api(), parts.clock());
        this.services = new ClusterServices(parts.api());
        this.status = new KafkaStatus(parts.api(), parts.clock());
    }

    void whenProcessChanges(Consumer<Key> listener) {
        processChanged = listener;
    }

    @Override
    public Optional<Duration> reconcile(Key key) throws Exception {
        Optional<GenericKubernetesResource> kafka = parts.api()
                .cached(Kind.KAFKA, key)
                .filter(object -> object.getMetadata().getDeletionTimestamp() == null);
        if (kafka.isEmpty()) {
            return stop(key);
        }
        Optional<GenericKubernetesResource> pool = brokerPool(key);
        if (pool.isEmpty()) {
            status.notReady(
                    kafka.get(),
                    "InvalidResourceException",
                    "KafkaNodePools are required for Kafka cluster " + key.name() + ": none with the label "
                            + StrimziPart.CLUSTER_LABEL + " and the role broker exists");
            return Optional.empty();
        }
        try {
            return ensure(kafka.get(), pool.get());
        } catch (UnsupportedOnLaptop problem) {
            status.notReady(kafka.get(), "InvalidResourceException", problem.getMessage());
            events(key).error(problem.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Duration> ensure(GenericKubernetesResource kafka, GenericKubernetesResource pool)
            throws IOException, GeneralSecurityException, InterruptedException {
        Key key = Key.of(kafka);
        BrokerSpec spec = BrokerSpec.of(kafka, pool, AppInfoParser.getVersion());
        Map<String, String> labels = StrimziPart.labels(kafka);
        int laptopPort = ServerProperties.laptopPort(spec.listeners());
        services.ensure(kafka, spec, labels, laptopPort);
        Optional<String> address = parts.addresses().of(new Key(key.namespace(), spec.bootstrapService()));
        if (address.isEmpty()) {
            return Optional.of(SOON);
        }
        CertificateAuthority authority = secrets.authority(kafka, labels);
        String claim = "data-" + spec.pod();
        Path data = parts.volumes()
                .claim(kafka, claim, spec.storageSize(), labels, spec.deleteClaim())
                .resolve("kafka-log0");
        BrokerProcess wanted = new BrokerProcess(parts, spec, address.get(), laptopPort, data);
        BrokerPod pod = pods.get(key);
        if (pod != null && !pod.process().version().equals(wanted.version())) {
            events(key).info("the broker is restarted with its new configuration");
            return stopProcess(key).or(() -> Optional.of(SOON));
        }
        if (pod == null) {
            status.notReady(kafka, "Creating", "the broker is being started");
            Optional<String> obstacle = wanted.portInTheWay();
            if (obstacle.isPresent()) {
                events(key).error(obstacle.get() + ": stop it, the broker starts as soon as the port is free");
                return Optional.of(CHECK);
            }
            spec.notes().forEach(note -> events(key).info(note));
            ClusterSecrets.writeKeyStore(authority, spec, address.get(), wanted.keyStore());
            pod = new BrokerPod(parts, wanted, kafka, labels, claim, events(key), () -> processChanged.accept(key));
            pods.put(key, pod);
            pod.start();
        }
        return observe(kafka, pool, spec, pod, authority);
    }

    private Optional<Duration> observe(
            GenericKubernetesResource kafka,
            GenericKubernetesResource pool,
            BrokerSpec spec,
            BrokerPod pod,
            CertificateAuthority authority)
            throws InterruptedException {
        Key key = Key.of(kafka);
        Optional<String> clusterId =
                pod.running() ? brokers.clusterId(key, pod.process().bootstrap()) : Optional.empty();
        boolean becameReady = pod.observed(clusterId.isPresent());
        if (clusterId.isEmpty()) {
            brokers.down(key);
            status.notReady(kafka, "Creating", "the broker does not answer yet");
            return Optional.of(SOON);
        }
        brokers.up(key, pod.process().bootstrap());
        status.ready(kafka, pool, spec, authority, clusterId.get());
        if (becameReady) {
            events(key).info("broker ready at " + pod.process().bootstrap() + " (plain, this machine only)");
            brokerChanged.accept(key);
        }
        return Optional.of(CHECK);
    }

    private Optional<GenericKubernetesResource> brokerPool(Key cluster) {
        return parts.api().cached(Kind.KAFKA_NODE_POOL).stream()
                .filter(pool -> pool.getMetadata().getNamespace().equals(cluster.namespace()))
                .filter(pool ->
                        StrimziPart.clusterOf(pool.getMetadata().getLabels()).equals(cluster.name()))
                .filter(pool -> Fields.of(pool).at("spec", "roles").texts().contains("broker"))
                .filter(pool -> pool.getMetadata().getDeletionTimestamp() == null)
                .findFirst();
    }

    private Optional<Duration> stop(Key key) {
        brokers.down(key);
        return stopProcess(key);
    }

    private Optional<Duration> stopProcess(Key key) {
        BrokerPod pod = pods.get(key);
        if (pod == null) {
            return Optional.empty();
        }
        if (!pod.stop()) {
            return Optional.of(SOON);
        }
        pods.remove(key);
        return Optional.empty();
    }

    private Events.Source events(Key key) {
        return parts.events()
                .of("kafka", key.namespace(), key.name())
                .log(parts.state().log("kafka", key.namespace(), key.name()));
    }
}
