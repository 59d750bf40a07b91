package io.sitewatch.local.cli.site;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads a site's counters again and again over one connection, which it makes anew when the database went away. */
public final class SiteDatabase implements AutoCloseable {
    private final Supplier<DatabaseLogin> login;
    private final CountersQuery query = new CountersQuery();
    private Connection connection;

    /**
     * @param login asked for each new connection, since address and password may change; may throw {@link
     *     NotThereYetException}
     */
    public SiteDatabase(Supplier<DatabaseLogin> login) {
        this.login = login;
    }

    /** The counters, or nothing while the database does not answer. */
    public Optional<Counters> counters() {
        try {
            if (connection == null) {
                connection = login.get().connect();
            }
            return Optional.of(query.read(connection));
        } catch (NotThereYetException | KubernetesClientException e) {
            return Optional.empty();
        } catch (SQLException e) {
            close();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            // It is gone either way.
        } finally {
            connection = null;
        }
    }
}
