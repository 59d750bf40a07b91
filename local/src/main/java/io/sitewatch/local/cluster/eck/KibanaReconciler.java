package io.sitewatch.local.cluster.eck;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.sitewatch.local.cluster.Parts;
import io.sitewatch.local.cluster.control.Conditions;
import io.sitewatch.local.cluster.control.Credentials;
import io.sitewatch.local.cluster.control.Fields;
import io.sitewatch.local.cluster.control.Key;
import io.sitewatch.local.cluster.control.Kind;
import io.sitewatch.local.cluster.control.Owned;
import io.sitewatch.local.cluster.control.Reconciler;
import io.sitewatch.local.cluster.tls.AuthoritySecret;
import io.sitewatch.local.cluster.tls.CertificateAuthority;
import io.sitewatch.local.cluster.tls.KeyMaterial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Kibana cannot run here (it is no JVM, and large): a {@link KibanaStandIn} takes its place, so that whoever waits for Kibana or calls
 * it goes on. An event and a condition say that it is one.
 */
final class KibanaReconciler implements Reconciler, AutoCloseable {
    private static final Duration SOON = Duration.ofMillis(300);
    private static final Duration CHECK = Duration.ofSeconds(10);
    private static final String MESSAGE = "Kibana cannot run on the laptop: a stand-in takes dashboards and checks"
            + " them, but cannot draw them; ./sitewatch dashboards shows what is on them";

    private final Parts parts;
    private final AuthoritySecret authorities;
    private final Map<Key, KibanaStandIn> standIns = new ConcurrentHashMap<>();

    KibanaReconciler(Parts parts) {
        this.parts = parts;
        this.authorities = new AuthoritySecret(parts.api(), EckPart.MANAGER, parts.clock());
    }

    @Override
    public Optional<Duration> reconcile(Key key) throws IOException, GeneralSecurityException {
        Optional<GenericKubernetesResource> kibana = parts.api()
                .cached(Kind.KIBANA, key)
                .filter(object -> object.getMetadata().getDeletionTimestamp() == null);
        if (kibana.isEmpty()) {
            Optional.ofNullable(standIns.remove(key)).ifPresent(KibanaStandIn::close);
            Files.deleteIfExists(parts.state().kibana(key.namespace(), key.name()));
            return Optional.empty();
        }
        boolean tls = !Fields.of(kibana.get())
                .at("spec", "http", "tls", "selfSignedCertificate", "disabled")
                .flag(false);
        String service = key.name() + "-kb-http";
        Map<String, String> labels = Map.of("common.k8s.elastic.co/type", "kibana", EckPart.KIBANA_LABEL, key.name());
        ensureService(kibana.get(), service, labels, tls);
        Optional<String> address = parts.addresses().of(new Key(key.namespace(), service));
        if (address.isEmpty()) {
            return Optional.of(SOON);
        }
        if (!standIns.containsKey(key)) {
            Optional<String> obstacle = parts.ports().inTheWay(address.get(), KibanaStandIn.PORT);
            if (obstacle.isPresent()) {
                parts.events().of("kibana", key.namespace(), key.name()).error(obstacle.get());
                return Optional.of(CHECK);
            }
            start(kibana.get(), address.get(), service, labels, tls);
        }
        writeStatus(kibana.get());
        return Optional.empty();
    }

    @Override
    public void close() {
        standIns.values().forEach(KibanaStandIn::close);
    }

    private void start(
            GenericKubernetesResource kibana, String address, String service, Map<String, String> labels, boolean tls)
            throws IOException, GeneralSecurityException {
        Key key = Key.of(kibana);
        CertificateAuthority authority =
                authorities.findOrCreate(kibana, key.name() + "-kb-http-ca-internal", "tls.crt", "tls.key", labels);
        String full = service + "." + key.namespace();
        KeyMaterial certificate = authority.issue(
                service, List.of(service, full, full + ".svc", full + ".svc.cluster.local"), List.of(address));
        Path log = parts.state().log("kibana", key.namespace(), key.name());
        Path content = parts.state().kibana(key.namespace(), key.name());
        Files.createDirectories(content.getParent());
        standIns.put(
                key,
                KibanaStandIn.start(
                        address,
                        tls ? Optional.of(certificate) : Optional.empty(),
                        authority,
                        Fields.of(kibana).at("spec", "version").text(""),
                        content,
                        log,
                        parts.clock()));
        writePublicCertificates(kibana, certificate, authority, labels);
        parts.events().of("kibana", key.namespace(), key.name()).log(log).warn(MESSAGE);
    }

    private void writePublicCertificates(
            GenericKubernetesResource kibana,
            KeyMaterial certificate,
            CertificateAuthority authority,
            Map<String, String> labels) {
        String ca = authority.own().certificatePem();
        Secret secret = new SecretBuilder()
                .withMetadata(Owned.by(kibana, kibana.getMetadata().getName() + "-kb-http-certs-public", labels))
                .withType("Opaque")
                .withData(Map.of(
                        "tls.crt", Credentials.encoded(certificate.certificatePem() + ca),
                        "ca.crt", Credentials.encoded(ca)))
                .build();
        parts.api().apply(secret, EckPart.MANAGER);
    }

    private void ensureService(
            GenericKubernetesResource kibana, String service, Map<String, String> labels, boolean tls) {
        parts.api()
                .ensure(
                        new ServiceBuilder()
                                .withMetadata(Owned.by(kibana, service, labels))
                                .withNewSpec()
                                .withType("ClusterIP")
                                .withSelector(labels)
                                .addNewPort()
                                .withName(tls ? "https" : "http")
                                .withPort(KibanaStandIn.PORT)
                                .withProtocol("TCP")
                                .withTargetPort(new IntOrString(KibanaStandIn.PORT))
                                .endPort()
                                .endSpec()
                                .build(),
                        EckPart.MANAGER);
    }

    private void writeStatus(GenericKubernetesResource kibana) {
        Fields spec = Fields.of(kibana).at("spec");
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("availableNodes", 1);
        status.put("count", 1);
        status.put("health", "green");
        status.put("version", spec.at("version").text(""));
        status.put("observedGeneration", kibana.getMetadata().getGeneration());
        spec.at("elasticsearchRef", "name").text().ifPresent(name -> {
            status.put("associationStatus", "Established");
            status.put("elasticsearchAssociationStatus", "Established");
        });
        status.put(
                "conditions",
                new Conditions(parts.clock(), Fields.of(kibana).at("status", "conditions"))
                        .holds("StandIn", null, MESSAGE)
                        .list());
        parts.api().writeStatus(Kind.KIBANA, Key.of(kibana), status);
    }
}
