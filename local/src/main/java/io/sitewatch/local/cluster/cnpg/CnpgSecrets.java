package io.sitewatch.local.cluster.cnpg;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.sitewatch.local.cluster.control.Api;
import io.sitewatch.local.cluster.control.Credentials;
import io.sitewatch.local.cluster.control.Key;
import io.sitewatch.local.cluster.control.Owned;
import io.sitewatch.local.cluster.tls.AuthoritySecret;
import io.sitewatch.local.cluster.tls.CertificateAuthority;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The Secrets that CloudNativePG makes for a cluster. */
final class CnpgSecrets {
    private final Api api;
    private final AuthoritySecret authorities;
    private final Credentials credentials = new Credentials();

    CnpgSecrets(Api api, Clock clock) {
        this.api = api;
        this.authorities = new AuthoritySecret(api, CnpgPart.MANAGER, clock);
    }

    /** {@code <name>-ca}, with {@code ca.crt} and {@code ca.key}. */
    CertificateAuthority authority(GenericKubernetesResource cluster, Map<String, String> labels)
            throws GeneralSecurityException {
        return authorities.findOrCreate(cluster, cluster.getMetadata().getName() + "-ca", "ca.crt", "ca.key", labels);
    }

    /** The owner's password: out of the Secret that the resource names, else out of {@code <name>-app}, which is made when absent. */
    Optional<String> ownerPassword(GenericKubernetesResource cluster, PostgresSpec spec, Map<String, String> labels) {
        Optional<String> present = password(spec.namespace(), spec.appSecret());
        if (present.isPresent() || spec.ownerSecret().isPresent()) {
            return present;
        }
        String password = credentials.password();
        Map<String, String> data = new LinkedHashMap<>();
        appSecret(spec, password).forEach((key, value) -> data.put(key, Credentials.encoded(value)));
        api.apply(
                new SecretBuilder()
                        .withMetadata(Owned.by(cluster, spec.appSecret(), labels))
                        .withType("kubernetes.io/basic-auth")
                        .withData(data)
                        .build(),
                CnpgPart.MANAGER);
        return Optional.of(password);
    }

    /** The password in a Secret of the kind basic-auth. */
    Optional<String> password(String namespace, String secret) {
        return api.get(Secret.class, new Key(namespace, secret))
                .flatMap(object -> Credentials.valueOf(object, "password"));
    }

    static Map<String, String> appSecret(PostgresSpec spec, String password) {
        String host = spec.service("rw");
        String fullHost = host + "." + spec.namespace();
        String port = Integer.toString(PostgresConfig.PORT);
        String user = spec.owner();
        String database = spec.database();
        Map<String, String> data = new LinkedHashMap<>();
        data.put("username", user);
        data.put("user", user);
        data.put("password", password);
        data.put("dbname", database);
        data.put("host", host);
        data.put("port", port);
        data.put("uri", uri(user, password, fullHost, port, database));
        data.put("jdbc-uri", jdbc(user, password, fullHost, port, database));
        data.put("fqdn-uri", uri(user, password, fullHost + ".svc.cluster.local", port, database));
        data.put("fqdn-jdbc-uri", jdbc(user, password, fullHost + ".svc.cluster.local", port, database));
        data.put("pgpass", String.join(":", host, port, database, user, password) + "\n");
        return data;
    }

    private static String uri(String user, String password, String host, String port, String database) {
        return "postgresql://" + user + ":" + password + "@" + host + ":" + port + "/" + database;
    }

    private static String jdbc(String user, String password, String host, String port, String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database + "?password=" + password + "&user=" + user;
    }
}
