package io.sitewatch.readings;

/**
 * The environment that the operator gives to the site's components, and that they read. One place for the names, so that
 * what is rendered and what is read cannot drift apart. Secrets come through {@code secretKeyRef} only.
 */
public final class Env {
    /** Name of the MonitoringSite, and its namespace. */
    public static final String SITE_NAME = "SITE_NAME";

    public static final String SITE_NAMESPACE = "SITE_NAMESPACE";
    /** IANA zone of the site, for people; everything is stored in UTC. */
    public static final String SITE_TIMEZONE = "SITE_TIMEZONE";
    /** Coordinate system of eastings and northings, for example {@code EPSG:27700}; absent: nobody said. */
    public static final String SITE_CRS = "SITE_CRS";
    /** File with the site's {@link SiteRules} as JSON, from a ConfigMap; re-read when it changes. */
    public static final String SITE_RULES_FILE = "SITE_RULES_FILE";

    /** {@code host:port,…}. */
    public static final String KAFKA_BOOTSTRAP_SERVERS = "KAFKA_BOOTSTRAP_SERVERS";
    /** PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL. */
    public static final String KAFKA_SECURITY_PROTOCOL = "KAFKA_SECURITY_PROTOCOL";
    /** SCRAM-SHA-512 or PLAIN, when the protocol is a SASL one. */
    public static final String KAFKA_SASL_MECHANISM = "KAFKA_SASL_MECHANISM";

    public static final String KAFKA_USERNAME = "KAFKA_USERNAME";
    public static final String KAFKA_PASSWORD = "KAFKA_PASSWORD";
    /** PEM file with the authority that signed the brokers' certificates; absent: the JDK's own trust. */
    public static final String KAFKA_CA_FILE = "KAFKA_CA_FILE";

    /** {@code jdbc:postgresql://…}, without credentials. */
    public static final String POSTGRES_JDBC_URL = "POSTGRES_JDBC_URL";

    public static final String POSTGRES_USERNAME = "POSTGRES_USERNAME";
    public static final String POSTGRES_PASSWORD = "POSTGRES_PASSWORD";

    /** {@code https://host:9200}; absent: the site has no search. */
    public static final String ELASTICSEARCH_URL = "ELASTICSEARCH_URL";

    public static final String ELASTICSEARCH_USERNAME = "ELASTICSEARCH_USERNAME";
    public static final String ELASTICSEARCH_PASSWORD = "ELASTICSEARCH_PASSWORD";
    /** An API key in its encoded form, instead of user and password. */
    public static final String ELASTICSEARCH_API_KEY = "ELASTICSEARCH_API_KEY";
    /** PEM file with the authority that signed Elasticsearch's certificate; absent: the JDK's own trust. */
    public static final String ELASTICSEARCH_CA_FILE = "ELASTICSEARCH_CA_FILE";

    /**
     * Who writes records and alerts into Elasticsearch: {@code Stream}, the default, or {@code Logstash}, which takes them
     * from the topics. How instruments stand and what batches brought is in no topic, and always the stream's to write.
     */
    public static final String SEARCH_INGEST = "SEARCH_INGEST";

    /** Base URL of the instruments API, without {@code /params}. */
    public static final String SOURCE_BASE_URL = "SOURCE_BASE_URL";
    /** Durations are one number and one unit: {@code 500ms}, {@code 10s}, {@code 5m}, {@code 1h}, {@code 7d}. */
    public static final String SOURCE_INTERVAL = "SOURCE_INTERVAL";

    public static final String SOURCE_TIMEOUT = "SOURCE_TIMEOUT";
    /** Other paths than the types' own, {@code piezometer=pore,…}; a type with an empty path is not polled. */
    public static final String SOURCE_PATHS = "SOURCE_PATHS";
    /** Basic credentials, or a bearer token; absent: none. */
    public static final String SOURCE_USERNAME = "SOURCE_USERNAME";

    public static final String SOURCE_PASSWORD = "SOURCE_PASSWORD";
    public static final String SOURCE_TOKEN = "SOURCE_TOKEN";

    public static final String INSTRUMENTS_PER_TYPE = "INSTRUMENTS_PER_TYPE";
    public static final String INSTRUMENTS_SEED = "INSTRUMENTS_SEED";
    /** Faults to make, {@code nulls=0.01,duplicates=0.05,…}; absent or empty: none. */
    public static final String INSTRUMENTS_FAULTS = "INSTRUMENTS_FAULTS";

    /** Event-time window, and how much older than its arrival a reading may be. */
    public static final String STREAM_WINDOW = "STREAM_WINDOW";

    public static final String STREAM_LATENESS = "STREAM_LATENESS";
    /** Time between the starts of two batches. */
    public static final String STREAM_TRIGGER = "STREAM_TRIGGER";
    /** Path or URL (s3a, abfs) of the checkpoint. */
    public static final String STREAM_CHECKPOINT = "STREAM_CHECKPOINT";
    /** Which rebuild of the views this is; a new value reads the log from its start. Empty for the first. */
    public static final String STREAM_REPLAY = "STREAM_REPLAY";
    /** Address that the stream job's driver serves {@code /metrics}, {@code /health} and {@code /progress} on; default all. */
    public static final String STREAM_HTTP_HOST = "STREAM_HTTP_HOST";
    /** Port of them; default 8090. */
    public static final String STREAM_HTTP_PORT = "STREAM_HTTP_PORT";

    /** OpenID Connect issuer that people sign in with to read the batch view; absent: no sign-in. */
    public static final String BATCH_VIEW_OIDC_ISSUER = "BATCH_VIEW_OIDC_ISSUER";

    public static final String BATCH_VIEW_OIDC_CLIENT_ID = "BATCH_VIEW_OIDC_CLIENT_ID";
    public static final String BATCH_VIEW_OIDC_CLIENT_SECRET = "BATCH_VIEW_OIDC_CLIENT_SECRET";
    /** {@code https://history.example.com}, as browsers see it; absent: as each request says. */
    public static final String BATCH_VIEW_PUBLIC_URL = "BATCH_VIEW_PUBLIC_URL";

    private Env() {}
}
