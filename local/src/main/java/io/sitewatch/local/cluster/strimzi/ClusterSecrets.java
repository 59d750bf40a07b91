package io.sitewatch.local.cluster.strimzi;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.sitewatch.local.cluster.control.Api;
import io.sitewatch.local.cluster.control.Credentials;
import io.sitewatch.local.cluster.control.Key;
import io.sitewatch.local.cluster.control.Owned;
import io.sitewatch.local.cluster.tls.AuthoritySecret;
import io.sitewatch.local.cluster.tls.CertificateAuthority;
import io.sitewatch.local.cluster.tls.KeyMaterial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The cluster's authority in the Secrets that Strimzi keeps it in, and the broker's certificate. */
final class ClusterSecrets {
    private final Api api;
    private final AuthoritySecret authorities;
    private final Credentials credentials = new Credentials();

    ClusterSecrets(Api api, Clock clock) {
        this.api = api;
        this.authorities = new AuthoritySecret(api, StrimziPart.MANAGER, clock);
    }

    /** The authority, with {@code <name>-cluster-ca} and {@code <name>-cluster-ca-cert} in place. */
    CertificateAuthority authority(GenericKubernetesResource kafka, Map<String, String> labels)
            throws GeneralSecurityException, IOException {
        String name = kafka.getMetadata().getName();
        CertificateAuthority authority =
                authorities.findOrCreate(kafka, name + "-cluster-ca", "ca.crt", "ca.key", labels);
        Key key = new Key(kafka.getMetadata().getNamespace(), name + "-cluster-ca-cert");
        if (api.get(Secret.class, key).isEmpty()) {
            String password = credentials.password();
            api.apply(
                    new SecretBuilder()
                            .withMetadata(Owned.by(kafka, key.name(), labels))
                            .withType("Opaque")
                            .withData(Map.of(
                                    "ca.crt",
                                            Credentials.encoded(authority.own().certificatePem()),
                                    "ca.p12", Credentials.encoded(authority.trustStore(password)),
                                    "ca.password", Credentials.encoded(password)))
                            .build(),
                    StrimziPart.MANAGER);
        }
        return authority;
    }

    /** Writes the broker's key and certificates where only its owner reads them. */
    static void writeKeyStore(CertificateAuthority authority, BrokerSpec spec, String address, Path file)
            throws GeneralSecurityException, IOException {
        List<String> names = new ArrayList<>();
        names.add(spec.advertisedHost());
        names.add(spec.advertisedHost() + ".cluster.local");
        String service = spec.bootstrapService();
        names.addAll(List.of(
                service,
                service + "." + spec.namespace(),
                spec.bootstrapHost(),
                spec.bootstrapHost() + ".cluster.local"));
        KeyMaterial server = authority.issue(spec.bootstrapService(), names, List.of(address));
        Files.deleteIfExists(file);
        Files.createDirectories(file.getParent());
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                file,
                server.keyPem() + server.certificatePem() + authority.own().certificatePem());
    }
}
