package io.sitewatch.operator.controller;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.sitewatch.operator.model.Credentials;
import io.sitewatch.operator.model.SecretKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Reads what Secrets of a namespace say. */
final class SiteSecrets {
    private final KubernetesClient client;
    private final String namespace;

    SiteSecrets(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    Optional<String> value(SecretKey key) {
        return Optional.ofNullable(client.secrets()
                        .inNamespace(namespace)
                        .withName(key.secret())
                        .get())
                .map(Secret::getData)
                .map(data -> data.get(key.key()))
                .map(encoded -> new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8));
    }

    /** The PEM of an authority. */
    Optional<String> authority(String secret) {
        return value(new SecretKey(secret, "ca.crt"));
    }

    /** The header by which a user proves itself; empty when the Secret does not have what it takes. */
    Optional<String> authorization(Credentials credentials) {
        return credentials
                .apiKey()
                .flatMap(this::value)
                .map(key -> "ApiKey " + key.trim())
                .or(() -> basic(credentials));
    }

    private Optional<String> basic(Credentials credentials) {
        Optional<String> user =
                credentials.name().or(() -> credentials.username().flatMap(this::value));
        return user.flatMap(name -> value(credentials.password()).map(password -> {
            String pair = name + ":" + password;
            return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        }));
    }
}
