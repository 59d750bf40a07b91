package io.sitewatch.kube.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who asks. The server checks no passwords: it believes the name that a client brings, as a bearer token or as the user
 * that kubectl's {@code --as} impersonates, and takes whoever brings none for its administrator.
 *
 * @param user for example {@code system:serviceaccount:north:sitewatch}
 */
public record Caller(String user, List<String> groups) {
    private static final String TOKEN = "embedded-token-of/";
    private static final String BEARER = "Bearer ";
    private static final String SERVICE_ACCOUNT = "system:serviceaccount:";
    private static final String AUTHENTICATED = "system:authenticated";

    /** May do everything. */
    public static final Caller ADMINISTRATOR = new Caller("system:admin", List.of("system:masters", AUTHENTICATED));

    public Caller {
        groups = List.copyOf(groups);
    }

    /**
     * Reads who a request comes from.
     *
     * @param authorization the header of that name, or ""
     * @param impersonated the header {@code Impersonate-User}, or ""
     * @param groups the headers {@code Impersonate-Group}
     */
    public static Caller of(String authorization, String impersonated, List<String> groups) {
        if (!impersonated.isEmpty()) {
            return impersonated(impersonated, groups);
        }
        return authorization.startsWith(BEARER)
                ? ofToken(authorization.substring(BEARER.length())).orElse(ADMINISTRATOR)
                : ADMINISTRATOR;
    }

    /** Whose token it is; empty when this server has not issued it. */
    public static Optional<Caller> ofToken(String token) {
        return token.startsWith(TOKEN) ? Optional.of(named(token.substring(TOKEN.length()))) : Optional.empty();
    }

    /** A user by name, with the groups that are said of them and the one that everybody is in. */
    public static Caller impersonated(String user, List<String> groups) {
        Caller caller = named(user);
        if (groups.isEmpty()) {
            return caller;
        }
        List<String> all = new ArrayList<>(groups);
        all.add(AUTHENTICATED);
        return new Caller(user, all.stream().distinct().toList());
    }

    /** What a client of a service account brings as its token. */
    public static String token(String namespace, String serviceAccount) {
        return TOKEN + SERVICE_ACCOUNT + namespace + ":" + serviceAccount;
    }

    public boolean isAdministrator() {
        return groups.contains("system:masters");
    }

    private static Caller named(String user) {
        if (user.startsWith(SERVICE_ACCOUNT)) {
            String namespace = user.substring(SERVICE_ACCOUNT.length()).split(":")[0];
            return new Caller(
                    user, List.of("system:serviceaccounts", "system:serviceaccounts:" + namespace, AUTHENTICATED));
        }
        return user.equals(ADMINISTRATOR.user()) ? ADMINISTRATOR : new Caller(user, List.of(AUTHENTICATED));
    }
}
