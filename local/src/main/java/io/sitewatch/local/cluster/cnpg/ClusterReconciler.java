package io.sitewatch.local.cluster.cnpg;

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
import io.sitewatch.local.cluster.tls.CertificateAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A Cluster is one PostgreSQL. */
final class ClusterReconciler implements Reconciler {
    private static final Duration SOON = Duration.ofMillis(300);
    private static final Duration CHECK = Duration.ofSeconds(5);

    private final Parts parts;
    private final CnpgSecrets secrets;
    private final ClusterStatus status;
    private final Map<Key, Instance> instances = new ConcurrentHashMap<>();
    /** Fingerprint of the roles and passwords that an instance was last given. */
    private final Map<Key, Integer> content = new ConcurrentHashMap<>();

    private Consumer<Key> processChanged = key -> {};

    private record Instance(PostgresProcess process, StorePod pod) {}

    ClusterReconciler(Parts parts) {
        this.parts = parts;
        this.secrets = new CnpgSecrets(parts.api(), parts.clock());
        this.status = new ClusterStatus(parts.api(), parts.clock());
    }

    void whenProcessChanges(Consumer<Key> listener) {
        processChanged = listener;
    }

    @Override
    public Optional<Duration> reconcile(Key key) throws Exception {
        Optional<GenericKubernetesResource> cluster = parts.api()
                .cached(Kind.POSTGRES_CLUSTER, key)
                .filter(object -> object.getMetadata().getDeletionTimestamp() == null);
        return cluster.isEmpty() ? stop(key) : ensure(cluster.get());
    }

    private Optional<Duration> ensure(GenericKubernetesResource cluster)
            throws IOException, GeneralSecurityException, InterruptedException, SQLException {
        Key key = Key.of(cluster);
        PostgresSpec spec = PostgresSpec.of(cluster);
        Map<String, String> labels =
                Map.of(CnpgPart.CLUSTER_LABEL, spec.name(), "app.kubernetes.io/managed-by", CnpgPart.MANAGER);
        ensureServices(cluster, spec, labels);
        List<String> addresses = servingServices(spec).stream()
                .flatMap(service -> parts.addresses().of(new Key(spec.namespace(), service)).stream())
                .toList();
        if (addresses.size() < servingServices(spec).size()) {
            return Optional.of(SOON);
        }
        Optional<String> ownerPassword = secrets.ownerPassword(cluster, spec, labels);
        if (ownerPassword.isEmpty()) {
            status.notReady(
                    cluster,
                    spec,
                    ClusterStatus.SETTING_UP,
                    "the Secret " + spec.appSecret() + " with the key password does not exist");
            return Optional.of(CHECK);
        }
        CertificateAuthority authority = secrets.authority(cluster, labels);
        Path volume = parts.volumes().claim(cluster, spec.pod(), spec.storageSize(), labels, true);
        PostgresProcess wanted = new PostgresProcess(parts, spec, addresses, volume);
        Instance instance = instances.get(key);
        if (instance != null && !instance.process().version().equals(wanted.version())) {
            events(key).info("PostgreSQL is restarted with its new configuration");
            return stop(key).or(() -> Optional.of(SOON));
        }
        if (instance == null) {
            Optional<String> obstacle = addresses.stream()
                    .flatMap(address -> parts.ports().inTheWay(address, PostgresConfig.PORT).stream())
                    .findFirst();
            if (obstacle.isPresent()) {
                status.notReady(cluster, spec, ClusterStatus.SETTING_UP, obstacle.get());
                events(key).error(obstacle.get() + ": stop it, PostgreSQL starts as soon as the port is free");
                return Optional.of(CHECK);
            }
            status.notReady(cluster, spec, ClusterStatus.SETTING_UP, "PostgreSQL is being started");
            spec.notes().forEach(note -> events(key).info(note));
            instance = start(cluster, spec, labels, wanted, authority);
        }
        return observe(cluster, spec, instance, ownerPassword.get());
    }

    private Instance start(
            GenericKubernetesResource cluster,
            PostgresSpec spec,
            Map<String, String> labels,
            PostgresProcess process,
            CertificateAuthority authority)
            throws IOException, GeneralSecurityException, InterruptedException {
        Key key = Key.of(cluster);
        Map<String, String> podLabels = new HashMap<>(labels);
        podLabels.put("cnpg.io/instanceName", spec.pod());
        podLabels.put("cnpg.io/instanceRole", "primary");
        podLabels.put("cnpg.io/podRole", "instance");
        StorePod pod = new StorePod(
                parts.supervisor(),
                parts.pods(),
                parts.clock(),
                events(key),
                "database",
                new Key(spec.namespace(), spec.pod()),
                cluster,
                podLabels,
                podSpec(spec),
                process.address(),
                process.prepare(authority),
                () -> processChanged.accept(key));
        Instance instance = new Instance(process, pod);
        instances.put(key, instance);
        pod.start();
        return instance;
    }

    private Optional<Duration> observe(
            GenericKubernetesResource cluster, PostgresSpec spec, Instance instance, String ownerPassword)
            throws IOException, SQLException {
        Databases databases =
                new Databases(instance.process().address(), instance.process().superuserPassword());
        boolean answers = instance.pod().running() && databases.answers();
        if (!answers) {
            instance.pod().observed(false);
            status.notReady(cluster, spec, ClusterStatus.WAITING, "PostgreSQL does not answer yet");
            return Optional.of(SOON);
        }
        Map<String, String> missing = ensureContent(cluster, spec, databases, ownerPassword);
        boolean became = instance.pod().observed(true);
        status.ready(cluster, spec, databases.systemId(), missing);
        if (became) {
            events(Key.of(cluster))
                    .info("database ready at " + instance.process().address() + ":" + PostgresConfig.PORT);
        }
        return Optional.of(CHECK);
    }

    /** Makes the database and the roles so, unless they were since the process was started; says which cannot be made, and why. */
    private Map<String, String> ensureContent(
            GenericKubernetesResource cluster, PostgresSpec spec, Databases databases, String ownerPassword)
            throws SQLException {
        Map<String, Optional<String>> passwords = new HashMap<>();
        Map<String, String> missing = new HashMap<>();
        for (PostgresSpec.ManagedRole role : spec.roles()) {
            Optional<String> password =
                    role.passwordSecret().flatMap(secret -> secrets.password(spec.namespace(), secret));
            passwords.put(role.name(), password);
            if (role.passwordSecret().isPresent() && password.isEmpty()) {
                missing.put(role.name(), "the Secret " + role.passwordSecret().get() + " does not exist");
            }
        }
        int wanted = Objects.hash(spec, passwords, ownerPassword);
        if (!Integer.valueOf(wanted).equals(content.get(Key.of(cluster)))) {
            databases.ensureDatabase(spec, ownerPassword);
            for (PostgresSpec.ManagedRole role : spec.roles()) {
                if (!missing.containsKey(role.name())) {
                    databases.ensureRole(role, passwords.get(role.name()));
                }
            }
            content.put(Key.of(cluster), wanted);
        }
        return missing;
    }

    private Optional<Duration> stop(Key key) {
        content.remove(key);
        Instance instance = instances.get(key);
        if (instance == null) {
            return Optional.empty();
        }
        if (!instance.pod().stop()) {
            return Optional.of(SOON);
        }
        instances.remove(key);
        return Optional.empty();
    }

    private void ensureServices(GenericKubernetesResource cluster, PostgresSpec spec, Map<String, String> labels) {
        Map<String, Map<String, String>> selectors = Map.of(
                "rw", Map.of(CnpgPart.CLUSTER_LABEL, spec.name(), "cnpg.io/instanceRole", "primary"),
                "ro", Map.of(CnpgPart.CLUSTER_LABEL, spec.name(), "cnpg.io/instanceRole", "replica"),
                "r", Map.of(CnpgPart.CLUSTER_LABEL, spec.name(), "cnpg.io/podRole", "instance"));
        selectors.forEach((kind, selector) -> parts.api()
                .ensure(
                        new ServiceBuilder()
                                .withMetadata(Owned.by(cluster, spec.service(kind), labels))
                                .withNewSpec()
                                .withType("ClusterIP")
                                .withSelector(selector)
                                .addNewPort()
                                .withName("postgres")
                                .withPort(PostgresConfig.PORT)
                                .withProtocol("TCP")
                                .withTargetPort(new IntOrString(PostgresConfig.PORT))
                                .endPort()
                                .endSpec()
                                .build(),
                        CnpgPart.MANAGER));
    }

    /** With one instance the read-only service has nobody behind it, as on a real cluster. */
    private static List<String> servingServices(PostgresSpec spec) {
        return spec.instances() > 1
                ? List.of(spec.service("rw"), spec.service("r"), spec.service("ro"))
                : List.of(spec.service("rw"), spec.service("r"));
    }

    private static PodSpec podSpec(PostgresSpec spec) {
        return new PodSpecBuilder()
                .addNewContainer()
                .withName("postgres")
                .withImage("laptop/postgres")
                .endContainer()
                .addNewVolume()
                .withName("pgdata")
                .withNewPersistentVolumeClaim()
                .withClaimName(spec.pod())
                .endPersistentVolumeClaim()
                .endVolume()
                .build();
    }

    private Events.Source events(Key key) {
        return parts.events()
                .of("postgres", key.namespace(), key.name())
                .log(parts.state().log("postgres", key.namespace(), key.name()));
    }
}
