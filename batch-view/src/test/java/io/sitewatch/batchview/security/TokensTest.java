package io.sitewatch.batchview.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokensTest {
    private HttpServer provider;
    private String issuer;
    private RSAKey key;
    private Tokens tokens;

    @BeforeEach
    void provider() throws IOException, JOSEException {
        key = new RSAKeyGenerator(2048).keyID("one").generate();
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer = "http://localhost:" + provider.getAddress().getPort();
        answer("/.well-known/openid-configuration", """
                {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
                 "jwks_uri": "%1$s/keys", "subject_types_supported": ["public"], "response_types_supported": ["code"],
                 "id_token_signing_alg_values_supported": ["RS256"]}""".formatted(issuer));
        answer("/keys", new JWKSet(key.toPublicJWK()).toString());
        provider.start();
        tokens = new Tokens(new Issuer(issuer), "sitewatch");
    }

    private void answer(String path, String json) {
        provider.createContext(path, exchange -> {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    @AfterEach
    void stop() {
        provider.stop(0);
    }

    @Test
    void thePersonIsTheOneThatTheIssuerNames() throws Exception {
        assertThat(tokens.person(signed(key, claims().claim("email", "ada@example.org"))))
                .isEqualTo("ada@example.org");
        assertThat(tokens.person(signed(key, claims()))).isEqualTo("ada");
    }

    @Test
    void expiredForeignAndUnsignedTokensAreRefused() throws Exception {
        RSAKey stranger = new RSAKeyGenerator(2048).keyID("one").generate();

        refused(signed(key, claims().expirationTime(Date.from(Instant.now().minus(Duration.ofHours(1))))));
        refused(signed(key, claims().audience("another application")));
        refused(signed(key, claims().issuer("https://somebody.else")));
        refused(signed(key, claims().expirationTime(null)));
        refused(signed(stranger, claims()));
        refused(new PlainJWT(claims().build()).serialize());
        refused("no token at all");
    }

    /** The old trick: the public key, which everybody knows, as the secret of an HMAC. */
    @Test
    void aSymmetricSignatureIsRefused() throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(), claims().build());
        token.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));

        refused(token.serialize());
    }

    private void refused(String token) throws Exception {
        assertThat(tokens.person(signed(key, claims())))
                .as("a good one is taken")
                .isEqualTo("ada");
        assertThatThrownBy(() -> tokens.person(token)).isInstanceOf(Tokens.InvalidToken.class);
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject("ada")
                .audience("sitewatch")
                .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(5))));
    }

    private static String signed(RSAKey key, JWTClaimsSet.Builder claims) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims.build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }
}
