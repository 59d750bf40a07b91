package io.sitewatch.readings;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The connection part of a Kafka client's configuration, out of the environment that {@link Env} names. The producer, the
 * stream job's source and sinks, and the admin client all start from it.
 */
public final class KafkaSettings {
    private KafkaSettings() {}

    /**
     * Client properties ({@code bootstrap.servers}, {@code security.protocol}, …) from the environment.
     *
     * @throws IllegalArgumentException naming the variable that is missing
     */
    public static Map<String, String> fromEnvironment(Map<String, String> env) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("bootstrap.servers", required(env, Env.KAFKA_BOOTSTRAP_SERVERS));
        String protocol = env.getOrDefault(Env.KAFKA_SECURITY_PROTOCOL, "PLAINTEXT");
        settings.put("security.protocol", protocol);
        if (protocol.startsWith("SASL_")) {
            String mechanism = env.getOrDefault(Env.KAFKA_SASL_MECHANISM, "SCRAM-SHA-512");
            settings.put("sasl.mechanism", mechanism);
            settings.put("sasl.jaas.config", jaas(mechanism, env));
        }
        String authority = env.getOrDefault(Env.KAFKA_CA_FILE, "");
        if (!authority.isEmpty()) {
            settings.put("ssl.truststore.type", "PEM");
            settings.put("ssl.truststore.location", authority);
        }
        return settings;
    }

    private static String jaas(String mechanism, Map<String, String> env) {
        String module = mechanism.startsWith("SCRAM")
                ? "org.apache.kafka.common.security.scram.ScramLoginModule"
                : "org.apache.kafka.common.security.plain.PlainLoginModule";
        return "%s required username=\"%s\" password=\"%s\";"
                .formatted(
                        module, quoted(required(env, Env.KAFKA_USERNAME)), quoted(required(env, Env.KAFKA_PASSWORD)));
    }

    private static String quoted(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String required(Map<String, String> env, String name) {
        String value = env.get(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("the environment variable " + name + " is not set");
        }
        return value;
    }
}
