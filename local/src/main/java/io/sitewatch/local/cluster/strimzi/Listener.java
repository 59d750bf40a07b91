package io.sitewatch.local.cluster.strimzi;

import io.sitewatch.local.cluster.control.Fields;

/**
 * One of {@code spec.kafka.listeners}.
 *
 * @param scram whether clients log in with SCRAM-SHA-512; else they are anonymous
 */
record Listener(String name, int port, boolean tls, boolean scram) {

    static Listener of(Fields listener) {
        String name = listener.at("name").text("");
        String authentication = listener.at("authentication", "type").text("");
        if (!authentication.isEmpty() && !authentication.equals("scram-sha-512")) {
            throw new UnsupportedOnLaptop("listener " + name + ": authentication.type " + authentication
                    + " is not played on the laptop, only scram-sha-512");
        }
        String type = listener.at("type").text("");
        if (!type.equals("internal")) {
            throw new UnsupportedOnLaptop(
                    "listener " + name + ": type " + type + " is not played on the laptop, only internal");
        }
        return new Listener(
                name,
                (int) listener.at("port").number(0),
                listener.at("tls").flag(false),
                authentication.equals("scram-sha-512"));
    }

    /** Its name inside the broker, as Strimzi makes it. */
    String brokerName() {
        return name.toUpperCase(java.util.Locale.ROOT) + "-" + port;
    }

    String protocol() {
        return (scram ? "SASL_" : "") + (tls ? "SSL" : "PLAINTEXT");
    }
}
