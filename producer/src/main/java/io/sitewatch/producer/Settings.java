package io.sitewatch.producer;

import io.sitewatch.readings.Env;
import io.sitewatch.readings.KafkaSettings;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Where the readings come from and where they go.
 *
 * @param source the instruments API
 * @param kafka the connection part of the client's configuration
 */
record Settings(SourceSettings source, Map<String, String> kafka) {

    /**
     * The settings out of the environment variables that {@link Env} names.
     *
     * @throws IllegalArgumentException with a line for each variable that is wrong: its name, its value (unless that is a
     *     secret) and the mend
     */
    static Settings from(Function<String, Optional<String>> environment) {
        Environment variables = new Environment(environment);
        SourceSettings source = SourceSettings.from(variables);
        Map<String, String> kafka = kafka(variables);
        variables.refuseWrongOnes();
        return new Settings(source, kafka);
    }

    private static Map<String, String> kafka(Environment variables) {
        variables.required(
                Env.KAFKA_BOOTSTRAP_SERVERS, "write the brokers as host:port,host:port", Settings::bootstrapServers);
        String protocol = variables.optional(
                Env.KAFKA_SECURITY_PROTOCOL,
                "PLAINTEXT",
                text -> Environment.oneOf(text, List.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL")));
        if (protocol.startsWith("SASL_")) {
            variables.optional(
                    Env.KAFKA_SASL_MECHANISM,
                    "SCRAM-SHA-512",
                    text -> Environment.oneOf(text, List.of("SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN")));
            variables.required(Env.KAFKA_USERNAME, "write the user that may write to the topic", Function.identity());
            variables.requiredSecret(Env.KAFKA_PASSWORD, "write the password of " + Env.KAFKA_USERNAME);
        }
        variables.optional(Env.KAFKA_CA_FILE, "", Environment::readableFile);
        if (variables.anyWrong()) {
            return Map.of();
        }
        Map<String, String> set = new HashMap<>();
        Stream.of(
                        Env.KAFKA_BOOTSTRAP_SERVERS,
                        Env.KAFKA_SECURITY_PROTOCOL,
                        Env.KAFKA_SASL_MECHANISM,
                        Env.KAFKA_USERNAME,
                        Env.KAFKA_PASSWORD,
                        Env.KAFKA_CA_FILE)
                .forEach(name -> variables.value(name).ifPresent(value -> set.put(name, value)));
        Map<String, String> kafka = new LinkedHashMap<>(KafkaSettings.fromEnvironment(set));
        kafka.put(
                "client.id",
                "sitewatch-producer-" + variables.value(Env.SITE_NAME).orElse("site"));
        return kafka;
    }

    private static String bootstrapServers(String text) {
        for (String server : text.split(",")) {
            URI address = Environment.uri("kafka://" + server.trim());
            if (address.getHost() == null || address.getPort() < 1 || address.getPort() > 65_535) {
                throw new IllegalArgumentException("\"" + server.trim() + "\" is no host:port");
            }
        }
        return text;
    }

    /** Without secrets, so that a settings object in a message gives none away. */
    @Override
    public String toString() {
        return "Settings[" + source + ", " + kafka.get("bootstrap.servers") + "]";
    }
}
