package io.sitewatch.operator.model;

import io.sitewatch.crds.v1alpha1.KibanaSpec;
import io.sitewatch.crds.v1alpha1.ManagedSearch;
import java.util.Optional;

/**
 * The store of the real-time view, and how to speak to it. A site without one has no such model.
 *
 * @param managed the cluster to run, or nothing if it exists outside
 * @param kibana the Kibana to run
 * @param kibanaUrl of the Kibana, managed or not
 * @param caSecret a Secret with key ca.crt; absent: a public authority
 * @param logstash whether Logstash writes into it instead of the stream
 * @param usable whether clients may be started against it
 */
public record SearchModel(
        Optional<ManagedSearch> managed,
        Optional<KibanaSpec> kibana,
        String url,
        Optional<String> kibanaUrl,
        Credentials writer,
        Optional<String> caSecret,
        boolean logstash,
        boolean usable) {}
