package io.sitewatch.local.cluster.eck;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A password as Elasticsearch's file realm keeps it: PBKDF2 with HMAC-SHA-512, with its parameters in front. */
final class PasswordHash {
    private static final int ITERATIONS = 10_000;
    private static final int BYTES = 32;

    private final SecureRandom random = new SecureRandom();

    String of(String password) {
        byte[] salt = new byte[BYTES];
        random.nextBytes(salt);
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, BYTES * 8);
        try {
            byte[] hash = SecretKeyFactory.getInstance("PBKDF2withHMACSHA512")
                    .generateSecret(spec)
                    .getEncoded();
            Base64.Encoder base64 = Base64.getEncoder();
            return "{PBKDF2}" + ITERATIONS + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no PBKDF2", e);
        } finally {
            spec.clearPassword();
        }
    }
}
