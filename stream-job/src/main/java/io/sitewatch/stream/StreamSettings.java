package io.sitewatch.stream;

import io.sitewatch.readings.Durations;
import io.sitewatch.readings.Env;
import io.sitewatch.readings.KafkaSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment says to the stream job.
 *
 * @param checkpoint folder or URL, without the replay's part
 * @param replay which rebuild of the views this is; empty for the first
 * @param rulesFile absent: the site has no rules
 * @param crs coordinate system of easting and northing, such as EPSG:27700; absent: nobody said
 * @param kafka client properties
 */
public record StreamSettings(
        String site,
        Duration window,
        Duration lateness,
        Duration trigger,
        String checkpoint,
        String replay,
        Optional<String> rulesFile,
        Optional<String> crs,
        Map<String, String> kafka,
        Database database,
        Optional<Search> search,
        String httpHost,
        int httpPort) {

    private static final String STREAM = "Stream";
    private static final String LOGSTASH = "Logstash";

    /** Where PostgreSQL is. */
    public record Database(String jdbcUrl, String username, String password) {
        @Override
        public String toString() {
            return jdbcUrl + " as " + username;
        }
    }

    /**
     * Where Elasticsearch is.
     *
     * @param apiKey in its encoded form, instead of a user; absent: the user, or nobody
     * @param authorityFile PEM of who signed its certificate; absent: the JDK's own trust
     * @param takesRecords whether records and alerts are written there by the stream; otherwise Logstash does, from the topics
     */
    public record Search(
            String url,
            Optional<String> username,
            Optional<String> password,
            Optional<String> apiKey,
            Optional<String> authorityFile,
            boolean takesRecords) {
        @Override
        public String toString() {
            return url;
        }
    }

    /**
     * The settings of this environment.
     *
     * @throws IllegalArgumentException naming the variable, what it says, and what it should
     */
    public static StreamSettings of(Map<String, String> env) {
        return new StreamSettings(
                required(env, Env.SITE_NAME),
                duration(env, Env.STREAM_WINDOW, "10s"),
                duration(env, Env.STREAM_LATENESS, "7d"),
                duration(env, Env.STREAM_TRIGGER, "2s"),
                withoutSlash(required(env, Env.STREAM_CHECKPOINT)),
                optional(env, Env.STREAM_REPLAY).orElse(""),
                optional(env, Env.SITE_RULES_FILE),
                optional(env, Env.SITE_CRS),
                KafkaSettings.fromEnvironment(env),
                new Database(
                        required(env, Env.POSTGRES_JDBC_URL),
                        required(env, Env.POSTGRES_USERNAME),
                        env.getOrDefault(Env.POSTGRES_PASSWORD, "")),
                optional(env, Env.ELASTICSEARCH_URL)
                        .map(url -> new Search(
                                withoutSlash(url),
                                optional(env, Env.ELASTICSEARCH_USERNAME),
                                optional(env, Env.ELASTICSEARCH_PASSWORD),
                                optional(env, Env.ELASTICSEARCH_API_KEY),
                                optional(env, Env.ELASTICSEARCH_CA_FILE),
                                takesRecords(env))),
                optional(env, Env.STREAM_HTTP_HOST).orElse("0.0.0.0"),
                port(env));
    }

    /** Consumer group in which the topics' transactions note how far they are, and name of the transactions. */
    public String group() {
        return "sitewatch-stream-" + site;
    }

    private static boolean takesRecords(Map<String, String> env) {
        String ingest = optional(env, Env.SEARCH_INGEST).orElse(STREAM);
        if (!ingest.equals(STREAM) && !ingest.equals(LOGSTASH)) {
            throw new IllegalArgumentException(
                    Env.SEARCH_INGEST + " is \"" + ingest + "\": write " + STREAM + " or " + LOGSTASH);
        }
        return ingest.equals(STREAM);
    }

    private static int port(Map<String, String> env) {
        String text = env.getOrDefault(Env.STREAM_HTTP_PORT, "8090");
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // said below, with the same words
        }
        throw new IllegalArgumentException(Env.STREAM_HTTP_PORT + " is \"" + text + "\": write a port, 0 to 65535");
    }

    private static Duration duration(Map<String, String> env, String name, String otherwise) {
        try {
            return Durations.parse(optional(env, name).orElse(otherwise));
        } catch (IllegalArgumentException failure) {
            throw new IllegalArgumentException(name + ": " + failure.getMessage(), failure);
        }
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static String required(Map<String, String> env, String name) {
        return optional(env, name)
                .orElseThrow(() -> new IllegalArgumentException("the environment variable " + name + " is not set"));
    }

    private static Optional<String> optional(Map<String, String> env, String name) {
        return Optional.ofNullable(env.get(name)).filter(value -> !value.isBlank());
    }
}
