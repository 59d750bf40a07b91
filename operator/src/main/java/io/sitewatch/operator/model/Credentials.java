package io.sitewatch.operator.model;

import java.util.Optional;

/**
 * A user and its password.
 *
 * @param name the user's name in plain, when it is no secret
 * @param username where the name is, otherwise
 * @param password where the password is
 * @param apiKey where an API key may be instead of both
 */
public record Credentials(
        Optional<String> name, Optional<SecretKey> username, SecretKey password, Optional<SecretKey> apiKey) {
    /** Both in one Secret, under the keys of {@code kubernetes.io/basic-auth}. */
    public static Credentials basic(String secret) {
        return new Credentials(
                Optional.empty(),
                Optional.of(new SecretKey(secret, "username")),
                new SecretKey(secret, "password"),
                Optional.empty());
    }

    /** Both in one Secret, or an API key in their place. */
    public static Credentials basicOrApiKey(String secret) {
        return new Credentials(
                Optional.empty(),
                Optional.of(new SecretKey(secret, "username")),
                new SecretKey(secret, "password"),
                Optional.of(new SecretKey(secret, "api_key")));
    }

    /** A user whose name is known, and whose password is under that key. */
    public static Credentials named(String name, String secret, String key) {
        return new Credentials(Optional.of(name), Optional.empty(), new SecretKey(secret, key), Optional.empty());
    }
}
