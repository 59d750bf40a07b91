package io.sitewatch.operator.controller;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.sitewatch.operator.live.LiveSite;
import io.sitewatch.operator.live.ObjectKind;
import io.sitewatch.operator.model.GeneratedPasswords;
import io.sitewatch.operator.model.SiteNames;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** Finds the passwords that were made up for a site, and makes up those that there are none of. */
final class Passwords {
    private static final String KEY = "password";
    private static final int BYTES = 24;

    private final KubernetesClient client;
    private final SecureRandom random;

    Passwords(KubernetesClient client, SecureRandom random) {
        this.client = client;
        this.random = random;
    }

    GeneratedPasswords of(SiteNames names, LiveSite live) {
        return new GeneratedPasswords(
                password(names, names.databaseReport(), live),
                password(names, names.searchUser(), live),
                password(names, names.searchKeeper(), live),
                password(names, names.searchViewer(), live));
    }

    private String password(SiteNames names, String secret, LiveSite live) {
        return live.find(ObjectKind.SECRET, secret)
                .map(object -> object.text("/data/" + KEY))
                .filter(encoded -> !encoded.isEmpty())
                // The informer may be behind: a password that exists is never replaced.
                .or(() -> Optional.ofNullable(client.secrets()
                                .inNamespace(names.namespace())
                                .withName(secret)
                                .get())
                        .map(Secret::getData)
                        .map(data -> data.get(KEY)))
                .map(encoded -> new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8))
                .orElseGet(this::makeUp);
    }

    private String makeUp() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
