package io.sitewatch.batchview.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String SECRET = "a secret of the client";

    private final Sealed sealed = at(NOW);

    @Test
    void whatWasSealedIsReadAgainAndByNobodyElse() {
        String token = sealed.seal("session", Duration.ofHours(8), Map.of("sub", "ada"));

        assertThat(sealed.open("session", token))
                .hasValueSatisfying(claims -> assertThat(claims.getSubject()).isEqualTo("ada"));
        assertThat(token).doesNotContain("ada");
        assertThat(new Sealed("another secret", "shaft", Clock.fixed(NOW, ZoneOffset.UTC)).open("session", token))
                .isEmpty();
        assertThat(new Sealed(SECRET, "harbour", Clock.fixed(NOW, ZoneOffset.UTC)).open("session", token))
                .isEmpty();
    }

    @Test
    void itHoldsForItsPurposeAndItsTimeOnly() {
        String token = sealed.seal("session", Duration.ofHours(8), Map.of());

        assertThat(sealed.open("attempt", token)).isEmpty();
        assertThat(at(NOW.plus(Duration.ofHours(8)).minusSeconds(1)).open("session", token))
                .isPresent();
        assertThat(at(NOW.plus(Duration.ofHours(8))).open("session", token)).isEmpty();
    }

    @Test
    void aChangedOrUnsealedTokenIsNothing() {
        String token = sealed.seal("session", Duration.ofHours(8), Map.of("sub", "ada"));
        int middle = token.length() / 2;
        String changed =
                token.substring(0, middle) + (token.charAt(middle) == 'A' ? 'B' : 'A') + token.substring(middle + 1);
        String unsealed = new PlainJWT(new JWTClaimsSet.Builder()
                        .audience("session")
                        .subject("ada")
                        .expirationTime(Date.from(NOW.plusSeconds(60)))
                        .build())
                .serialize();

        assertThat(sealed.open("session", changed)).isEmpty();
        assertThat(sealed.open("session", unsealed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "....", "a.b.c.d.e"})
    void nonsenseIsNothing(String token) {
        assertThat(sealed.open("session", token)).isEmpty();
    }

    private static Sealed at(Instant time) {
        return new Sealed(SECRET, "shaft", Clock.fixed(time, ZoneOffset.UTC));
    }
}
