package io.sitewatch.local.cluster.eck;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.sitewatch.local.cluster.Events;
import io.sitewatch.local.cluster.Parts;
import io.sitewatch.local.cluster.control.Key;
import io.sitewatch.local.cluster.control.Kind;
import io.sitewatch.local.cluster.control.Owned;
import io.sitewatch.local.cluster.control.Reconciler;
import io.sitewatch.local.cluster.kubelet.StorePod;
import io.sitewatch.local.cluster.runtime.Unpacked;
import io.sitewatch.local.cluster.tls.CertificateAuthority;
import io.sitewatch.local.cluster.tls.KeyMaterial;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** An Elasticsearch is one node. */
final class ElasticsearchReconciler implements Reconciler {
    private static final Duration SOON = Duration.ofMillis(500);
    private static final Duration CHECK = Duration.ofSeconds(5);

    private final Parts parts;
    private final EckSecrets secrets;
    private final Map<Key, Node> nodes = new ConcurrentHashMap<>();
    private Consumer<Key> processChanged = key -> {};

    private record Node(ElasticsearchProcess process, StorePod pod, NodeClient client) {}

    private final Map<Key, Integer> writtenUsers = new ConcurrentHashMap<>();

    ElasticsearchReconciler(Parts parts) {
        this.parts = parts;
        this.secrets = new EckSecrets(parts.api(), parts.clock());
    }

    void whenProcessChanges(Consumer<Key> listener) {
        processChanged = listener;
    }

    @Override
    public Optional<Duration> reconcile(Key key) throws Exception {
        Optional<GenericKubernetesResource> elasticsearch = parts.api()
                .cached(Kind.ELASTICSEARCH, key)
                .filter(object -> object.getMetadata().getDeletionTimestamp() == null);
        return elasticsearch.isEmpty() ? stop(key) : ensure(elasticsearch.get());
    }

    private Optional<Duration> ensure(GenericKubernetesResource elasticsearch)
            throws IOException, GeneralSecurityException, InterruptedException {
        Key key = Key.of(elasticsearch);
        String version = new Unpacked(parts.artifacts().runtime()).elasticsearchVersion();
        ElasticsearchSpec spec = ElasticsearchSpec.of(elasticsearch, version);
        ElasticsearchStatus status = new ElasticsearchStatus(parts.api(), parts.clock(), version);
        Map<String, String> labels = EckPart.labels(spec.name());
        ensureService(elasticsearch, spec, labels);
        Optional<String> address = parts.addresses().of(new Key(spec.namespace(), spec.service()));
        if (address.isEmpty()) {
            return Optional.of(SOON);
        }
        String password = secrets.elasticPassword(elasticsearch, labels);
        CertificateAuthority authority = secrets.authority(elasticsearch, labels);
        Optional<FileRealm> users = secrets.users(spec, password);
        Optional<String> roles = secrets.roles(spec);
        if (users.isEmpty() || roles.isEmpty()) {
            status.applying(elasticsearch, "a Secret that spec.auth.fileRealm or spec.auth.roles names does not exist");
            return Optional.of(CHECK);
        }
        Path volume = parts.volumes().claim(elasticsearch, spec.claim(), spec.storageSize(), labels, spec.deleteData());
        ElasticsearchProcess wanted = new ElasticsearchProcess(parts, spec, address.get(), volume);
        Node node = nodes.get(key);
        if (node != null && !node.process().version().equals(wanted.version())) {
            events(key).info("Elasticsearch is restarted with its new configuration");
            return stop(key).or(() -> Optional.of(SOON));
        }
        writeUsers(key, wanted, users.get(), roles.get());
        if (node == null) {
            Optional<String> obstacle = Stream.of(ElasticsearchProcess.PORT, ElasticsearchProcess.TRANSPORT_PORT)
                    .flatMap(port -> parts.ports().inTheWay(address.get(), port).stream())
                    .findFirst();
            if (obstacle.isPresent()) {
                status.applying(elasticsearch, obstacle.get());
                events(key).error(obstacle.get() + ": stop it, Elasticsearch starts as soon as the port is free");
                return Optional.of(CHECK);
            }
            status.applying(elasticsearch, "the node is being started");
            spec.notes().forEach(note -> events(key).info(note));
            node = start(elasticsearch, wanted, labels, password, authority);
        }
        return observe(elasticsearch, node, status);
    }

    private Node start(
            GenericKubernetesResource elasticsearch,
            ElasticsearchProcess process,
            Map<String, String> labels,
            String password,
            CertificateAuthority authority)
            throws IOException, GeneralSecurityException {
        Key key = Key.of(elasticsearch);
        KeyMaterial certificate = process.certificate(authority);
        secrets.writePublicCertificates(elasticsearch, certificate, authority, labels);
        StorePod pod = new StorePod(
                parts.supervisor(),
                parts.pods(),
                parts.clock(),
                events(key),
                "search node",
                new Key(key.namespace(), process.spec().pod()),
                elasticsearch,
                labels,
                podSpec(process.spec()),
                process.address(),
                process.prepare(certificate),
                () -> processChanged.accept(key));
        Node node = new Node(process, pod, new NodeClient(process.url(), password, authority.own()));
        nodes.put(key, node);
        pod.start();
        return node;
    }

    private Optional<Duration> observe(GenericKubernetesResource elasticsearch, Node node, ElasticsearchStatus status)
            throws InterruptedException {
        Optional<String> health = node.pod().running() ? node.client().health() : Optional.empty();
        boolean became = node.pod().observed(health.isPresent());
        if (health.isEmpty()) {
            status.applying(elasticsearch, "the node does not answer yet");
            return Optional.of(SOON);
        }
        status.ready(elasticsearch, health.get());
        if (became) {
            events(Key.of(elasticsearch))
                    .info("Elasticsearch ready at " + node.process().url());
        }
        return Optional.of(CHECK);
    }

    private void writeUsers(Key key, ElasticsearchProcess process, FileRealm users, String roles) throws IOException {
        int fingerprint = Objects.hash(users.fingerprint(), roles);
        if (!Integer.valueOf(fingerprint).equals(writtenUsers.get(key))) {
            process.writeUsers(users, roles);
            writtenUsers.put(key, fingerprint);
        }
    }

    private Optional<Duration> stop(Key key) {
        writtenUsers.remove(key);
        Node node = nodes.get(key);
        if (node == null) {
            return Optional.empty();
        }
        if (!node.pod().stop()) {
            return Optional.of(SOON);
        }
        nodes.remove(key);
        return Optional.empty();
    }

    private void ensureService(
            GenericKubernetesResource elasticsearch, ElasticsearchSpec spec, Map<String, String> labels) {
        parts.api()
                .ensure(
                        new ServiceBuilder()
                                .withMetadata(Owned.by(elasticsearch, spec.service(), labels))
                                .withNewSpec()
                                .withType("ClusterIP")
                                .withSelector(labels)
                                .addNewPort()
                                .withName(spec.scheme())
                                .withPort(ElasticsearchProcess.PORT)
                                .withProtocol("TCP")
                                .withTargetPort(new IntOrString(ElasticsearchProcess.PORT))
                                .endPort()
                                .endSpec()
                                .build(),
                        EckPart.MANAGER);
    }

    private static PodSpec podSpec(ElasticsearchSpec spec) {
        return new PodSpecBuilder()
                .addNewContainer()
                .withName("elasticsearch")
                .withImage("laptop/elasticsearch")
                .endContainer()
                .addNewVolume()
                .withName("elasticsearch-data")
                .withNewPersistentVolumeClaim()
                .withClaimName(spec.claim())
                .endPersistentVolumeClaim()
                .endVolume()
                .build();
    }

    private Events.Source events(Key key) {
        return parts.events()
                .of("elasticsearch", key.namespace(), key.name())
                .log(parts.state().log("elasticsearch", key.namespace(), key.name()));
    }

    /** Whether the Elasticsearch of that key reads the Secret. */
    static boolean reads(GenericKubernetesResource elasticsearch, String secret) {
        ElasticsearchSpec spec = ElasticsearchSpec.of(elasticsearch, "");
        return spec.fileRealm().contains(secret) || spec.roles().contains(secret);
    }
}
