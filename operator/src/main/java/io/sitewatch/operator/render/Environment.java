package io.sitewatch.operator.render;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.sitewatch.operator.model.Credentials;
import io.sitewatch.operator.model.KafkaModel;
import io.sitewatch.operator.model.KafkaRole;
import io.sitewatch.operator.model.PostgresModel;
import io.sitewatch.operator.model.SearchModel;
import io.sitewatch.operator.model.SecretKey;
import io.sitewatch.operator.model.SiteModel;
import io.sitewatch.readings.Env;
import java.util.ArrayList;
import java.util.List;

/** The environment of a container, in the order in which Kubernetes expands it. */
final class Environment {
    private final List<EnvVar> variables = new ArrayList<>();

    static Environment of(SiteModel site) {
        return new Environment()
                .with(Env.SITE_NAME, site.names().site())
                .with(Env.SITE_NAMESPACE, site.names().namespace());
    }

    Environment with(String name, String value) {
        variables.add(new EnvVarBuilder().withName(name).withValue(value).build());
        return this;
    }

    Environment secret(String name, SecretKey key) {
        return secret(name, key, null);
    }

    /** A key that the Secret need not have. */
    Environment optionalSecret(String name, SecretKey key) {
        return secret(name, key, true);
    }

    Environment kafka(KafkaModel kafka, KafkaRole role) {
        with(Env.KAFKA_BOOTSTRAP_SERVERS, kafka.bootstrapServers().value());
        with(Env.KAFKA_SECURITY_PROTOCOL, kafka.securityProtocol());
        kafka.mechanism().ifPresent(mechanism -> with(Env.KAFKA_SASL_MECHANISM, mechanism));
        if (kafka.credentials().containsKey(role)) {
            credentials(
                    Env.KAFKA_USERNAME, Env.KAFKA_PASSWORD, kafka.credentials().get(role));
        }
        kafka.caSecret().ifPresent(secret -> with(Env.KAFKA_CA_FILE, Authorities.KAFKA.file()));
        return this;
    }

    Environment postgres(PostgresModel postgres, Credentials credentials) {
        postgres.addressSecret().ifPresent(secret -> secret("POSTGRES_HOST", new SecretKey(secret, "host"))
                .secret("POSTGRES_PORT", new SecretKey(secret, "port"))
                .secret("POSTGRES_DATABASE", new SecretKey(secret, "dbname")));
        with(Env.POSTGRES_JDBC_URL, jdbcUrl(postgres));
        return credentials(Env.POSTGRES_USERNAME, Env.POSTGRES_PASSWORD, credentials);
    }

    Environment search(SearchModel search) {
        with(Env.ELASTICSEARCH_URL, search.url());
        if (search.writer().apiKey().isPresent()) {
            // The Secret has one of the two; which, its owner may change.
            search.writer().username().ifPresent(key -> optionalSecret(Env.ELASTICSEARCH_USERNAME, key));
            optionalSecret(Env.ELASTICSEARCH_PASSWORD, search.writer().password());
            search.writer().apiKey().ifPresent(key -> optionalSecret(Env.ELASTICSEARCH_API_KEY, key));
        } else {
            credentials(Env.ELASTICSEARCH_USERNAME, Env.ELASTICSEARCH_PASSWORD, search.writer());
        }
        search.caSecret().ifPresent(secret -> with(Env.ELASTICSEARCH_CA_FILE, Authorities.ELASTICSEARCH.file()));
        return this;
    }

    List<EnvVar> build() {
        return List.copyOf(variables);
    }

    private static String jdbcUrl(PostgresModel postgres) {
        String url = postgres.jdbcUrl();
        if (postgres.caSecret().isEmpty() || url.contains("sslrootcert=")) {
            return url;
        }
        return url + (url.contains("?") ? "&" : "?") + "sslrootcert=" + Authorities.POSTGRES.file();
    }

    private Environment credentials(String username, String password, Credentials credentials) {
        credentials.name().ifPresent(name -> with(username, name));
        credentials.username().ifPresent(key -> secret(username, key));
        return secret(password, credentials.password());
    }

    private Environment secret(String name, SecretKey key, Boolean optional) {
        variables.add(new EnvVarBuilder()
                .withName(name)
                .withNewValueFrom()
                .withNewSecretKeyRef(key.key(), key.secret(), optional)
                .endValueFrom()
                .build());
        return this;
    }
}
