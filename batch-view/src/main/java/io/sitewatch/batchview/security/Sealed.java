package io.sitewatch.batchview.security;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Words that only we can read and write, for a browser to keep: encrypted JSON web tokens (A256GCM) that say what they are
 * for and how long they hold. The key comes from the client secret, so that every instance of a site has the same, no
 * server keeps a session, and a new client secret ends all of them.
 */
final class Sealed {
    private static final String HMAC = "HmacSHA256";
    private static final JWEHeader HEADER = new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM);

    private final byte[] key;
    private final Clock clock;

    /** @param context what else the key depends on: a cookie of another site opens nothing here */
    Sealed(String clientSecret, String context, Clock clock) {
        this.key = derived(clientSecret, context);
        this.clock = clock;
    }

    private static byte[] derived(String clientSecret, String context) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(clientSecret.getBytes(StandardCharsets.UTF_8), HMAC));
            return mac.doFinal(("sitewatch batch view, cookies, 1\n" + context).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String seal(String purpose, Duration lifetime, Map<String, String> words) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .audience(purpose)
                .expirationTime(Date.from(clock.instant().plus(lifetime)));
        words.forEach(claims::claim);
        EncryptedJWT token = new EncryptedJWT(HEADER, claims.build());
        try {
            token.encrypt(new DirectEncrypter(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was sealed for that purpose; nothing when it is not ours, was for something else, or is over. */
    Optional<JWTClaimsSet> open(String purpose, String sealed) {
        try {
            EncryptedJWT token = EncryptedJWT.parse(sealed);
            if (!HEADER.getAlgorithm().equals(token.getHeader().getAlgorithm())) {
                return Optional.empty();
            }
            token.decrypt(new DirectDecrypter(key));
            JWTClaimsSet claims = token.getJWTClaimsSet();
            return claims.getAudience().contains(purpose)
                            && claims.getExpirationTime() != null
                            && clock.instant()
                                    .isBefore(claims.getExpirationTime().toInstant())
                    ? Optional.of(claims)
                    : Optional.empty();
        } catch (ParseException | JOSEException | IllegalStateException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
