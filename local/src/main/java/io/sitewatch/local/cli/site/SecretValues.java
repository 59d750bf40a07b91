package io.sitewatch.local.cli.site;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** The decoded values of one Secret. */
final class SecretValues {
    private final String name;
    private final Map<String, String> data;

    private SecretValues(String name, Map<String, String> data) {
        this.name = name;
        this.data = data;
    }

    static Optional<SecretValues> find(KubernetesClient client, String namespace, String name) {
        Secret secret = client.secrets().inNamespace(namespace).withName(name).get();
        return Optional.ofNullable(secret)
                .map(found -> new SecretValues(name, found.getData() == null ? Map.of() : found.getData()));
    }

    /**
     * The value of a key.
     *
     * @throws NotThereYetException naming the key and the Secret
     */
    String get(String key) {
        return find(key).orElseThrow(() -> new NotThereYetException("the Secret " + name + " has no key " + key));
    }

    Optional<String> find(String key) {
        return Optional.ofNullable(data.get(key))
                .map(encoded -> new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8));
    }
}
