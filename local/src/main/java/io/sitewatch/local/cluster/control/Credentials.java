package io.sitewatch.local.cluster.control;

import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** Passwords: made, and read out of Secrets. */
public final class Credentials {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 32;

    private final SecureRandom random = new SecureRandom();

    /** Letters and digits only, so that it needs no escaping in a URL, a JAAS line or a shell. */
    public String password() {
        StringBuilder password = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }

    /** The value of a key of a Secret, decoded. */
    public static Optional<String> valueOf(Secret secret, String key) {
        return Optional.ofNullable(secret.getData())
                .map(data -> data.get(key))
                .map(encoded -> new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8));
    }

    /** As a Secret's {@code data} has it. */
    public static String encoded(String value) {
        return encoded(value.getBytes(StandardCharsets.UTF_8));
    }

    /** As a Secret's {@code data} has it. */
    public static String encoded(byte[] value) {
        return Base64.getEncoder().encodeToString(value);
    }
}
