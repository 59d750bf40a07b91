package io.sitewatch.operator.model;

import io.sitewatch.crds.v1alpha1.ManagedKafka;
import java.util.Map;
import java.util.Optional;

/**
 * The log of a site, and how to speak to it.
 *
 * @param managed the cluster to run, or nothing if it exists outside
 * @param bootstrapServers {@code host:port,…}
 * @param mechanism of SASL; absent when the protocol has none
 * @param caSecret a Secret with key ca.crt; absent: a public authority
 * @param credentials what each role proves itself with; empty when the protocol has no credentials
 * @param usable whether clients may be started against it
 */
public record KafkaModel(
        Optional<ManagedKafka> managed,
        Address bootstrapServers,
        String securityProtocol,
        Optional<String> mechanism,
        Optional<String> caSecret,
        Map<KafkaRole, Credentials> credentials,
        boolean usable) {}
