package io.sitewatch.local.cli.site;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.sitewatch.crds.v1alpha1.ExternalPostgres;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.crds.v1alpha1.PostgresSpec;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/**
 * The way into a site's database.
 *
 * @param jdbcUrl without credentials, with an address that this process reaches
 */
public record DatabaseLogin(String jdbcUrl, String username, String password) {
    private static final String CONNECT_SECONDS = "5";
    private static final String ANSWER_SECONDS = "60";

    /** Who reads. */
    public enum Role {
        /** Owner of the tables. */
        OWNER,
        /** The read-only role for people and BI tools. */
        REPORT
    }

    /**
     * The login that a site's Secrets say.
     *
     * @throws NotThereYetException when the database is not made yet
     */
    public static DatabaseLogin of(KubernetesClient client, MonitoringSite site, Role role) {
        String namespace = site.getMetadata().getNamespace();
        ServiceAddresses addresses = new ServiceAddresses(client);
        Optional<ExternalPostgres> external = Optional.ofNullable(site.getSpec())
                .map(spec -> spec.getPostgres())
                .map(PostgresSpec::getExternal);
        if (external.isPresent()) {
            String report = external.get().getReportCredentialsSecret();
            SecretValues credentials = secret(
                    client,
                    namespace,
                    role == Role.REPORT && report != null
                            ? report
                            : external.get().getCredentialsSecret());
            return new DatabaseLogin(
                    external.get().getJdbcUrl(), credentials.get("username"), credentials.get("password"));
        }
        String cluster = site.getMetadata().getName() + "-db";
        SecretValues app = secret(client, namespace, cluster + "-app");
        SecretValues credentials = role == Role.OWNER ? app : secret(client, namespace, cluster + "-report");
        String url = "jdbc:postgresql://%s:%s/%s"
                .formatted(
                        addresses.resolve(app.get("host"), namespace),
                        app.find("port").orElse("5432"),
                        app.get("dbname"));
        return new DatabaseLogin(url, credentials.get("username"), credentials.get("password"));
    }

    private static SecretValues secret(KubernetesClient client, String namespace, String name) {
        return SecretValues.find(client, namespace, name)
                .orElseThrow(() -> new NotThereYetException("there is no Secret " + name + " in namespace " + namespace
                        + ": the database is not made yet"));
    }

    /** A new connection; the caller closes it. */
    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", username);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "sitewatch-cli");
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("socketTimeout", ANSWER_SECONDS);
        return DriverManager.getConnection(jdbcUrl, properties);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return jdbcUrl + " as " + username;
    }
}
