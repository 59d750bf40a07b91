package io.sitewatch.local.cli.site;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.sitewatch.crds.v1alpha1.ExternalKafka;
import io.sitewatch.crds.v1alpha1.KafkaSpec;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Kafka client settings of a site's read-only user, for people and BI. */
public final class KafkaLogin {
    /** Port of the listener without TLS and login that the laptop cluster adds to each broker. */
    public static final int LAPTOP_PLAINTEXT_PORT = 9092;

    private static final int TLS_PORT = 9093;

    private KafkaLogin() {}

    /**
     * {@code bootstrap.servers} and the rest, with the names that the cluster's DNS knows: whoever uses them must resolve
     * these.
     *
     * @throws NotThereYetException when the brokers or the user are not made yet
     */
    public static Map<String, String> settings(KubernetesClient client, MonitoringSite site) {
        String namespace = site.getMetadata().getNamespace();
        Optional<ExternalKafka> external =
                Optional.ofNullable(site.getSpec()).map(spec -> spec.getKafka()).map(KafkaSpec::getExternal);
        return external.isPresent()
                ? external(client, namespace, external.get())
                : managed(client, namespace, site.getMetadata().getName());
    }

    private static Map<String, String> managed(KubernetesClient client, String namespace, String site) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("bootstrap.servers", site + "-kafka-bootstrap." + namespace + ".svc:" + TLS_PORT);
        settings.put("security.protocol", "SASL_SSL");
        settings.put("sasl.mechanism", "SCRAM-SHA-512");
        settings.put(
                "sasl.jaas.config", secret(client, namespace, site + "-reader").get("sasl.jaas.config"));
        settings.put("ssl.truststore.type", "PEM");
        settings.put(
                "ssl.truststore.certificates",
                secret(client, namespace, site + "-cluster-ca-cert").get("ca.crt"));
        return settings;
    }

    private static Map<String, String> external(KubernetesClient client, String namespace, ExternalKafka kafka) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("bootstrap.servers", kafka.getBootstrapServers());
        String protocol = kafka.getSecurityProtocol() == null
                ? "PLAINTEXT"
                : kafka.getSecurityProtocol().name();
        settings.put("security.protocol", protocol);
        if (protocol.startsWith("SASL_")) {
            String mechanism = kafka.getSaslMechanism() == null
                    ? "SCRAM-SHA-512"
                    : kafka.getSaslMechanism().name().replace('_', '-');
            SecretValues credentials = secret(client, namespace, kafka.getCredentialsSecret());
            settings.put("sasl.mechanism", mechanism);
            settings.put(
                    "sasl.jaas.config",
                    "org.apache.kafka.common.security.%s required username=\"%s\" password=\"%s\";"
                            .formatted(
                                    mechanism.startsWith("SCRAM") ? "scram.ScramLoginModule" : "plain.PlainLoginModule",
                                    credentials.get("username"),
                                    credentials.get("password")));
        }
        if (kafka.getCaSecret() != null) {
            settings.put("ssl.truststore.type", "PEM");
            settings.put(
                    "ssl.truststore.certificates",
                    secret(client, namespace, kafka.getCaSecret()).get("ca.crt"));
        }
        return settings;
    }

    private static SecretValues secret(KubernetesClient client, String namespace, String name) {
        return SecretValues.find(client, namespace, name)
                .orElseThrow(() -> new NotThereYetException(
                        "there is no Secret " + name + " in namespace " + namespace + ": Kafka is not made yet"));
    }
}
