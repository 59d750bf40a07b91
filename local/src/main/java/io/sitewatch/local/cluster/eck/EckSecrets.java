package io.sitewatch.local.cluster.eck;

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
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The Secrets that ECK makes for an Elasticsearch, and those that it reads. */
final class EckSecrets {
    private final Api api;
    private final AuthoritySecret authorities;
    private final Credentials credentials = new Credentials();

    EckSecrets(Api api, Clock clock) {
        this.api = api;
        this.authorities = new AuthoritySecret(api, EckPart.MANAGER, clock);
    }

    /** {@code <name>-es-http-ca-internal}. */
    CertificateAuthority authority(GenericKubernetesResource elasticsearch, Map<String, String> labels)
            throws GeneralSecurityException {
        return authorities.findOrCreate(
                elasticsearch,
                elasticsearch.getMetadata().getName() + "-es-http-ca-internal",
                "tls.crt",
                "tls.key",
                labels);
    }

    /** {@code <name>-es-http-certs-public}: what clients trust. */
    void writePublicCertificates(
            GenericKubernetesResource elasticsearch,
            KeyMaterial server,
            CertificateAuthority authority,
            Map<String, String> labels) {
        String ca = authority.own().certificatePem();
        api.apply(
                new SecretBuilder()
                        .withMetadata(Owned.by(
                                elasticsearch, elasticsearch.getMetadata().getName() + "-es-http-certs-public", labels))
                        .withType("Opaque")
                        .withData(Map.of(
                                "tls.crt", Credentials.encoded(server.certificatePem() + ca),
                                "ca.crt", Credentials.encoded(ca)))
                        .build(),
                EckPart.MANAGER);
    }

    /** The administrator's password, in {@code <name>-es-elastic-user}; made when absent. */
    String elasticPassword(GenericKubernetesResource elasticsearch, Map<String, String> labels) {
        Key key = new Key(
                elasticsearch.getMetadata().getNamespace(),
                elasticsearch.getMetadata().getName() + "-es-elastic-user");
        return api.get(Secret.class, key)
                .flatMap(secret -> Credentials.valueOf(secret, "elastic"))
                .orElseGet(() -> {
                    String password = credentials.password();
                    api.apply(
                            new SecretBuilder()
                                    .withMetadata(Owned.by(elasticsearch, key.name(), labels))
                                    .withType("Opaque")
                                    .withData(Map.of("elastic", Credentials.encoded(password)))
                                    .build(),
                            EckPart.MANAGER);
                    return password;
                });
    }

    /** The users; nothing when a Secret that the resource names does not exist. */
    Optional<FileRealm> users(ElasticsearchSpec spec, String elasticPassword) {
        FileRealm realm = new FileRealm().elastic(elasticPassword);
        for (String name : spec.fileRealm()) {
            Optional<Secret> secret = api.get(Secret.class, new Key(spec.namespace(), name));
            if (secret.isEmpty()) {
                return Optional.empty();
            }
            realm.secret(secret.get());
        }
        return Optional.of(realm);
    }

    /** The roles, one file out of all; nothing when a Secret that the resource names does not exist. */
    Optional<String> roles(ElasticsearchSpec spec) {
        List<Optional<String>> files = spec.roles().stream()
                .map(name -> api.get(Secret.class, new Key(spec.namespace(), name))
                        .flatMap(secret -> Credentials.valueOf(secret, "roles.yml")))
                .toList();
        return files.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : Optional.of(files.stream().map(Optional::get).collect(Collectors.joining("\n", "", "\n")));
    }
}
