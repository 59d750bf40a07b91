package io.sitewatch.local.cluster.cnpg;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The configuration files of the one instance. */
final class PostgresConfig {
    static final int PORT = 5432;

    private PostgresConfig() {}

    /** What is included from {@code postgresql.conf}. */
    static String parameters(PostgresSpec spec, List<String> addresses, Path certificates) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("max_connections", "100");
        parameters.put("shared_buffers", "32MB");
        parameters.put("max_wal_size", "512MB");
        parameters.put("log_line_prefix", "%m [%p] %u@%d ");
        parameters.put("password_encryption", "scram-sha-256");
        parameters.putAll(spec.parameters());
        parameters.put("listen_addresses", String.join(",", addresses));
        parameters.put("port", Integer.toString(PORT));
        parameters.put("unix_socket_directories", "");
        parameters.put("logging_collector", "off");
        parameters.put("ssl", "on");
        parameters.put("ssl_cert_file", certificates.resolve("tls.crt").toString());
        parameters.put("ssl_key_file", certificates.resolve("tls.key").toString());
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + " = '" + entry.getValue().replace("'", "''") + "'")
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** Everybody logs in with a password, as with CloudNativePG; the socket of a real instance's own pod is not there. */
    static String clientAuthentication() {
        return """
                # TYPE  DATABASE  USER  ADDRESS    METHOD
                host    all       all   0.0.0.0/0  scram-sha-256
                """;
    }
}
