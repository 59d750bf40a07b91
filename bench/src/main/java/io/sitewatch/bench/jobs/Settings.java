package io.sitewatch.bench.jobs;

import io.sitewatch.readings.Env;
import java.util.Optional;
import java.util.Properties;

/** What a contestant is told by its environment. */
public final class Settings {
    /** The index of those that write to a search. */
    public static final String INDEX = "records";

    /** File that the contestant keeps its progress in, where nobody else can tell. */
    static final String PROGRESS_FILE = "BENCH_PROGRESS_FILE";
    /** Most messages in one batch. */
    static final String BATCH = "BENCH_BATCH";

    private Settings() {}

    static String bootstrap() {
        return required(Env.KAFKA_BOOTSTRAP_SERVERS);
    }

    static String checkpoint() {
        return required(Env.STREAM_CHECKPOINT);
    }

    static String jdbcUrl() {
        return required(Env.POSTGRES_JDBC_URL);
    }

    static Properties jdbcCredentials() {
        Properties credentials = new Properties();
        credentials.setProperty("user", required(Env.POSTGRES_USERNAME));
        credentials.setProperty("password", required(Env.POSTGRES_PASSWORD));
        return credentials;
    }

    /** URL of the Elasticsearch; with one, the contestant writes to every sink that ours does. */
    static Optional<String> search() {
        return Optional.ofNullable(System.getenv(Env.ELASTICSEARCH_URL));
    }

    static String required(String name) {
        String value = System.getenv(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("the environment variable " + name + " is not set");
        }
        return value;
    }
}
