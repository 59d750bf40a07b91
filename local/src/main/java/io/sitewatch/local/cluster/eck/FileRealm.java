package io.sitewatch.local.cluster.eck;

import io.fabric8.kubernetes.api.model.Secret;
import io.sitewatch.local.cluster.control.Credentials;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The users of a node: {@code elastic}, and those of the Secrets that {@code spec.auth.fileRealm} names, each either of the kind
 * basic-auth with a key {@code roles}, or with the files {@code users} and {@code users_roles}.
 */
final class FileRealm {
    private static final String SUPERUSER = "superuser";

    private final Map<String, String> passwords = new LinkedHashMap<>();
    private final Map<String, List<String>> usersOfRole = new TreeMap<>();
    private final List<String> readyUsers = new ArrayList<>();

    /** Adds a user with its password in clear. */
    FileRealm user(String name, String password, List<String> roles) {
        passwords.put(name, password);
        roles.forEach(role ->
                usersOfRole.computeIfAbsent(role, absent -> new ArrayList<>()).add(name));
        return this;
    }

    /** Adds ECK's administrator. */
    FileRealm elastic(String password) {
        return user("elastic", password, List.of(SUPERUSER));
    }

    /** Adds what a Secret of {@code spec.auth.fileRealm} holds. */
    FileRealm secret(Secret secret) {
        Credentials.valueOf(secret, "username")
                .ifPresent(user -> user(
                        user,
                        Credentials.valueOf(secret, "password").orElse(""),
                        list(Credentials.valueOf(secret, "roles").orElse(""))));
        Credentials.valueOf(secret, "users")
                .ifPresent(users ->
                        users.lines().filter(line -> line.contains(":")).forEach(readyUsers::add));
        Credentials.valueOf(secret, "users_roles").ifPresent(roles -> roles.lines()
                .filter(line -> line.contains(":"))
                .forEach(line -> {
                    String role = line.substring(0, line.indexOf(':')).trim();
                    usersOfRole
                            .computeIfAbsent(role, absent -> new ArrayList<>())
                            .addAll(list(line.substring(line.indexOf(':') + 1)));
                }));
        return this;
    }

    /** Everything that the files depend on: hashes differ each time, this does not. */
    int fingerprint() {
        return List.of(passwords, usersOfRole, readyUsers).hashCode();
    }

    /** The file {@code users}. */
    String usersFile() {
        PasswordHash hash = new PasswordHash();
        List<String> lines = new ArrayList<>(readyUsers);
        passwords.forEach((user, password) -> lines.add(user + ":" + hash.of(password)));
        return text(lines);
    }

    /** The file {@code users_roles}. */
    String rolesOfUsersFile() {
        return text(usersOfRole.entrySet().stream()
                .map(role -> role.getKey() + ":" + String.join(",", role.getValue()))
                .toList());
    }

    /** Never a password. */
    @Override
    public String toString() {
        return "FileRealm" + passwords.keySet();
    }

    private static List<String> list(String commaSeparated) {
        return java.util.Arrays.stream(commaSeparated.split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toList());
    }

    private static String text(List<String> lines) {
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }
}
