package io.sitewatch.local.cluster.tls;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.sitewatch.local.cluster.control.Api;
import io.sitewatch.local.cluster.control.Credentials;
import io.sitewatch.local.cluster.control.Key;
import io.sitewatch.local.cluster.control.Owned;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** An authority that lives in a Secret with its certificate and its key: made once, found again after a restart. */
public final class AuthoritySecret {
    private final Api api;
    private final String manager;
    private final Clock clock;

    public AuthoritySecret(Api api, String manager, Clock clock) {
        this.api = api;
        this.manager = manager;
        this.clock = clock;
    }

    /** The authority in that Secret of the owner's namespace, made when absent. */
    public CertificateAuthority findOrCreate(
            HasMetadata owner, String secret, String certificateKey, String keyKey, Map<String, String> labels)
            throws GeneralSecurityException {
        Key key = new Key(owner.getMetadata().getNamespace(), secret);
        Optional<Secret> existing = api.get(Secret.class, key);
        if (existing.isPresent()) {
            String certificate = value(existing.get(), key, certificateKey);
            return new CertificateAuthority(Pem.read(certificate, value(existing.get(), key, keyKey)), clock);
        }
        CertificateAuthority authority = CertificateAuthority.create(secret, clock);
        api.apply(
                new SecretBuilder()
                        .withMetadata(Owned.by(owner, secret, labels))
                        .withType("Opaque")
                        .withData(Map.of(
                                certificateKey,
                                Credentials.encoded(authority.own().certificatePem()),
                                keyKey,
                                Credentials.encoded(authority.own().keyPem())))
                        .build(),
                manager);
        return authority;
    }

    private static String value(Secret secret, Key key, String field) {
        return Credentials.valueOf(secret, field)
                .orElseThrow(() -> new IllegalStateException(
                        "Secret " + key + " has no key " + field + ": delete it, and it is made again"));
    }
}
