package io.sitewatch.batchview.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/**
 * What an OpenID Connect issuer says of itself: its discovery document and its keys. Fetched when first needed, so that the
 * batch view starts without it; keys again when an unknown one appears.
 */
final class Issuer {
    /** Asymmetric only: nobody but the issuer can sign. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    static final int CONNECT_MILLIS = (int) Duration.ofSeconds(5).toMillis();
    static final int READ_MILLIS = (int) Duration.ofSeconds(10).toMillis();

    private final com.nimbusds.oauth2.sdk.id.Issuer name;
    private volatile Known known;

    Issuer(String url) {
        this.name = new com.nimbusds.oauth2.sdk.id.Issuer(url);
    }

    com.nimbusds.oauth2.sdk.id.Issuer name() {
        return name;
    }

    OIDCProviderMetadata metadata() throws IOException {
        return known().metadata();
    }

    /** The issuer's keys for the signature of a token. */
    JWSVerificationKeySelector<SecurityContext> keys() throws IOException {
        return new JWSVerificationKeySelector<>(ALGORITHMS, known().keys());
    }

    private Known known() throws IOException {
        Known before = known;
        if (before == null) {
            before = discovered();
            known = before;
        }
        return before;
    }

    private Known discovered() throws IOException {
        try {
            OIDCProviderMetadata metadata = OIDCProviderMetadata.resolve(name, CONNECT_MILLIS, READ_MILLIS);
            return new Known(
                    metadata,
                    JWKSourceBuilder.create(metadata.getJWKSetURI().toURL())
                            .retrying(true)
                            .build());
        } catch (GeneralException e) {
            throw new IOException("the discovery document of " + name + " is of no use: " + e.getMessage(), e);
        }
    }

    private record Known(OIDCProviderMetadata metadata, JWKSource<SecurityContext> keys) {}
}
