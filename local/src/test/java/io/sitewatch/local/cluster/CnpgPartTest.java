package io.sitewatch.local.cluster;

import static io.sitewatch.local.cluster.TestLaptop.NAMESPACE;
import static io.sitewatch.local.cluster.TestLaptop.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.sitewatch.local.cluster.control.Fields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A Cluster, and a real PostgreSQL. */
class CnpgPartTest {
    private static TestLaptop laptop;

    @BeforeAll
    static void aClusterIsApplied() throws IOException {
        laptop = TestLaptop.start();
        laptop.apply("""
                apiVersion: v1
                kind: Secret
                metadata: {name: shaft-db-report}
                type: kubernetes.io/basic-auth
                stringData: {username: report, password: read-only-1}
                ---
                apiVersion: postgresql.cnpg.io/v1
                kind: Cluster
                metadata: {name: shaft-db}
                spec:
                  instances: 1
                  storage: {size: 1Gi}
                  bootstrap:
                    initdb:
                      database: sitewatch
                      owner: sitewatch
                      postInitApplicationSQL: [CREATE TABLE made_at_init (id int), GRANT SELECT ON made_at_init TO sitewatch]
                  managed:
                    roles:
                      - name: report
                        login: true
                        inRoles: [pg_read_all_data]
                        passwordSecret: {name: shaft-db-report}
                  postgresql: {parameters: {max_connections: "42"}}
                """);
        soon().untilAsserted(() -> assertThat(status().at("phase").text()).contains("Cluster in healthy state"));
    }

    @AfterAll
    static void everythingGoes() throws IOException {
        laptop.close();
        assertThat(laptop.cluster().processes()).isEmpty();
    }

    @Test
    void theSecretHasWhatCloudNativePgWrites() {
        assertThat(laptop.secret("shaft-db-app", "host")).isEqualTo("shaft-db-rw");
        assertThat(laptop.secret("shaft-db-app", "port")).isEqualTo("5432");
        assertThat(laptop.secret("shaft-db-app", "dbname")).isEqualTo("sitewatch");
        assertThat(laptop.secret("shaft-db-app", "username")).isEqualTo("sitewatch");
        assertThat(laptop.secret("shaft-db-app", "jdbc-uri"))
                .startsWith("jdbc:postgresql://shaft-db-rw.site-a:5432/sitewatch?");
        assertThat(laptop.secret("shaft-db-ca", "ca.crt")).contains("BEGIN CERTIFICATE");
    }

    @Test
    void theOwnerLogsInOverTlsThatTheAuthorityVouchesFor() throws Exception {
        Path authority = Files.createTempFile("ca", ".crt");
        try {
            Files.writeString(authority, laptop.secret("shaft-db-ca", "ca.crt"));
            Properties login = login("sitewatch", laptop.secret("shaft-db-app", "password"));
            login.setProperty("sslmode", "verify-full");
            login.setProperty("sslrootcert", authority.toString());
            try (Connection connection = connect(login)) {
                assertThat(text(connection, "SELECT ssl::text FROM pg_stat_ssl WHERE pid = pg_backend_pid()"))
                        .isEqualTo("true");
                assertThat(text(connection, "SHOW max_connections")).isEqualTo("42");
                assertThat(text(connection, "SELECT count(*)::text FROM made_at_init"))
                        .isEqualTo("0");
            }
        } finally {
            Files.delete(authority);
        }
    }

    @Test
    void theManagedRoleReadsAndDoesNotWrite() throws Exception {
        try (Connection owner = connect(login("sitewatch", laptop.secret("shaft-db-app", "password")));
                Statement statement = owner.createStatement()) {
            statement.execute("CREATE TABLE record_of_role (id int)");
        }
        try (Connection report = connect(login("report", "read-only-1"));
                Statement statement = report.createStatement()) {
            assertThat(text(report, "SELECT count(*)::text FROM record_of_role"))
                    .isEqualTo("0");
            assertThatThrownBy(() -> statement.execute("INSERT INTO record_of_role VALUES (1)"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void aWrongPasswordIsRefused() {
        assertThatThrownBy(() -> connect(login("report", "guessed")))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void aChangedPasswordIsTakenOver() {
        laptop.apply("""
                apiVersion: v1
                kind: Secret
                metadata: {name: shaft-db-late}
                type: kubernetes.io/basic-auth
                stringData: {username: late, password: first-1}
                """);
        laptop.client()
                .genericKubernetesResources("postgresql.cnpg.io/v1", "Cluster")
                .inNamespace(NAMESPACE)
                .withName("shaft-db")
                .patch(
                        io.fabric8.kubernetes.client.dsl.base.PatchContext.of(
                                io.fabric8.kubernetes.client.dsl.base.PatchType.JSON),
                        """
                        [{"op": "add", "path": "/spec/managed/roles/-",
                          "value": {"name": "late", "login": true, "passwordSecret": {"name": "shaft-db-late"}}}]""");
        soon().ignoreExceptions()
                .untilAsserted(() -> connect(login("late", "first-1")).close());

        laptop.apply("""
                apiVersion: v1
                kind: Secret
                metadata: {name: shaft-db-late}
                type: kubernetes.io/basic-auth
                stringData: {username: late, password: second-2}
                """);

        soon().ignoreExceptions()
                .untilAsserted(() -> connect(login("late", "second-2")).close());
    }

    private static Properties login(String user, String password) {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return properties;
    }

    private static Connection connect(Properties login) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + laptop.address("shaft-db-rw") + ":5432/sitewatch", login);
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Fields status() {
        GenericKubernetesResource cluster = laptop.client()
                .genericKubernetesResources("postgresql.cnpg.io/v1", "Cluster")
                .inNamespace(NAMESPACE)
                .withName("shaft-db")
                .get();
        return Fields.of(cluster).at("status");
    }
}
