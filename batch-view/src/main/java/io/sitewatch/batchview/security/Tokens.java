package io.sitewatch.batchview.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks the tokens of one OpenID Connect issuer: signature with the issuer's own keys (asymmetric algorithms only),
 * issuer, audience, expiry. Keys are fetched when first needed and again when an unknown one appears.
 */
final class Tokens {
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

    private final String issuer;
    private final String audience;
    private final URI keys;
    private volatile DefaultJWTProcessor<SecurityContext> processor;

    /**
     * Tokens of that issuer for that audience.
     *
     * @param keys URL of the key set, or null: as the issuer's discovery document says
     */
    Tokens(String issuer, String audience, URI keys) {
        this.issuer = issuer;
        this.audience = audience;
        this.keys = keys;
    }

    /**
     * The name of the person: {@code email}, else {@code preferred_username}, else {@code sub}.
     *
     * @throws InvalidToken when it is not to be trusted, with the reason
     */
    String person(String token) throws InvalidToken {
        try {
            JWTClaimsSet claims = processor().process(token, null);
            return Stream.of("email", "preferred_username", "sub")
                    .map(claims::getClaim)
                    .filter(Objects::nonNull)
                    .map(Object::toString)
                    .filter(name -> !name.isBlank())
                    .findFirst()
                    .orElseThrow(() -> new InvalidToken("the token names nobody"));
        } catch (ParseException | BadJOSEException | JOSEException | IOException e) {
            throw new InvalidToken(e.getMessage());
        }
    }

    private DefaultJWTProcessor<SecurityContext> processor() throws IOException {
        DefaultJWTProcessor<SecurityContext> known = processor;
        if (known == null) {
            known = build(keys == null ? discovered() : keys.toURL());
            processor = known;
        }
        return known;
    }

    private DefaultJWTProcessor<SecurityContext> build(URL keysUrl) {
        JWKSource<SecurityContext> source =
                JWKSourceBuilder.create(keysUrl).retrying(true).build();
        DefaultJWTProcessor<SecurityContext> building = new DefaultJWTProcessor<>();
        building.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, source));
        building.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                audience, new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("exp", "sub")));
        return building;
    }

    private URL discovered() throws IOException {
        URI document = URI.create((issuer.endsWith("/") ? issuer : issuer + "/") + ".well-known/openid-configuration");
        String uri =
                new ObjectMapper().readTree(document.toURL()).path("jwks_uri").asText();
        try {
            return new URL(uri);
        } catch (MalformedURLException e) {
            throw new IOException("the discovery document of " + issuer + " names no jwks_uri", e);
        }
    }

    /** A token that is not to be trusted. */
    static final class InvalidToken extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidToken(String reason) {
            super(reason);
        }
    }
}
