package io.sitewatch.local.cluster.strimzi;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The {@code server.properties} of the one broker: what Strimzi renders for the resource, and a plain listener that only this
 * machine has, on the same loopback address, for tools and for the laptop cluster itself.
 */
final class ServerProperties {
    static final String LAPTOP_LISTENER = "LAPTOP";
    static final String CONTROLLER_LISTENER = "CONTROLPLANE-9090";
    static final int CONTROLLER_PORT = 9090;
    static final int NODE_ID = 0;

    /** What Strimzi keeps for itself: these start no line of the resource's own configuration. */
    private static final List<String> RESERVED = List.of(
            "listeners",
            "advertised.",
            "listener.",
            "broker.",
            "node.",
            "process.",
            "controller.quorum.",
            "controller.listener.",
            "inter.broker.listener.",
            "security.inter.broker.protocol",
            "sasl.",
            "ssl.",
            "log.dir",
            "authorizer.",
            "super.user");

    private ServerProperties() {}

    /**
     * The properties.
     *
     * @param address that everything listens on
     * @param laptopPort of the plain listener
     * @param keyStore PEM file with the broker's key and certificates
     */
    static Map<String, String> of(BrokerSpec spec, String address, int laptopPort, Path data, Path keyStore) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.putAll(singleNodeDefaults());
        spec.config().forEach((key, value) -> {
            if (RESERVED.stream().noneMatch(key::startsWith)) {
                properties.put(key, value);
            }
        });
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", Integer.toString(NODE_ID));
        properties.put("controller.quorum.voters", NODE_ID + "@" + address + ":" + CONTROLLER_PORT);
        properties.put("controller.listener.names", CONTROLLER_LISTENER);
        properties.put("inter.broker.listener.name", LAPTOP_LISTENER);
        properties.put("log.dirs", data.toString());
        listeners(properties, spec, address, laptopPort);
        spec.listeners().forEach(listener -> security(properties, listener, keyStore));
        if (spec.simpleAuthorization()) {
            properties.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
            properties.put("super.users", superUsers(spec));
        }
        return properties;
    }

    private static Map<String, String> singleNodeDefaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("offsets.topic.replication.factor", "1");
        defaults.put("transaction.state.log.replication.factor", "1");
        defaults.put("transaction.state.log.min.isr", "1");
        defaults.put("share.coordinator.state.topic.replication.factor", "1");
        defaults.put("share.coordinator.state.topic.min.isr", "1");
        defaults.put("group.initial.rebalance.delay.ms", "0");
        // Fifty partitions of each are for large clusters: here they would only cost files and time to start.
        defaults.put("offsets.topic.num.partitions", "5");
        defaults.put("transaction.state.log.num.partitions", "5");
        return defaults;
    }

    private static void listeners(Map<String, String> properties, BrokerSpec spec, String address, int laptopPort) {
        List<String> bound = new ArrayList<>();
        List<String> advertised = new ArrayList<>();
        List<String> protocols = new ArrayList<>();
        bound.add(CONTROLLER_LISTENER + "://" + address + ":" + CONTROLLER_PORT);
        protocols.add(CONTROLLER_LISTENER + ":PLAINTEXT");
        bound.add(LAPTOP_LISTENER + "://" + address + ":" + laptopPort);
        advertised.add(LAPTOP_LISTENER + "://" + address + ":" + laptopPort);
        protocols.add(LAPTOP_LISTENER + ":PLAINTEXT");
        for (Listener listener : spec.listeners()) {
            bound.add(listener.brokerName() + "://" + address + ":" + listener.port());
            advertised.add(listener.brokerName() + "://" + spec.advertisedHost() + ":" + listener.port());
            protocols.add(listener.brokerName() + ":" + listener.protocol());
        }
        properties.put("listeners", String.join(",", bound));
        properties.put("advertised.listeners", String.join(",", advertised));
        properties.put("listener.security.protocol.map", String.join(",", protocols));
    }

    private static void security(Map<String, String> properties, Listener listener, Path keyStore) {
        String prefix = "listener.name." + listener.brokerName().toLowerCase(java.util.Locale.ROOT) + ".";
        if (listener.scram()) {
            properties.put(prefix + "sasl.enabled.mechanisms", "SCRAM-SHA-512");
            properties.put(
                    prefix + "scram-sha-512.sasl.jaas.config",
                    "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        }
        if (listener.tls()) {
            properties.put(prefix + "ssl.keystore.type", "PEM");
            properties.put(prefix + "ssl.keystore.location", keyStore.toString());
        }
    }

    /** Whoever is on the plain listener is anonymous, and is somebody on this machine. */
    private static String superUsers(BrokerSpec spec) {
        List<String> users = new ArrayList<>(List.of("User:ANONYMOUS"));
        spec.superUsers().forEach(user -> users.add("User:" + user));
        return String.join(";", users);
    }

    /** In the form of a properties file. */
    static String render(Map<String, String> properties) {
        return properties.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().replace("\\", "\\\\"))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** The port of the plain listener: Kafka's usual one, unless the resource wants that for itself. */
    static int laptopPort(List<Listener> listeners) {
        int port = 9092;
        while (taken(port, listeners)) {
            port += 2;
        }
        return port;
    }

    private static boolean taken(int port, List<Listener> listeners) {
        return port == CONTROLLER_PORT || listeners.stream().anyMatch(listener -> listener.port() == port);
    }
}
