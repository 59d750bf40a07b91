package io.sitewatch.operator.model;

import io.sitewatch.crds.v1alpha1.KibanaSpec;
import io.sitewatch.crds.v1alpha1.ManagedSearch;
import java.util.Map;
import java.util.Optional;

/**
 * The store of the real-time view, and how to speak to it. A site without one has no such model.
 *
 * @param managed the cluster to run, or nothing if it exists outside
 * @param kibana the Kibana to run
 * @param kibanaUrl of the Kibana, managed or not
 * @param writer who writes documents
 * @param keeper who keeps templates and dashboards in place
 * @param caSecret a Secret with key ca.crt; absent: a public authority
 * @param kibanaCaSecret the same of Kibana
 * @param content what is put into Kibana
 * @param retention months that records stay; absent: for ever
 * @param logstash whether Logstash writes into it instead of the stream
 * @param answers whether the cluster takes requests
 * @param usable whether clients may be started against it
 */
public record SearchModel(
        Optional<ManagedSearch> managed,
        Optional<KibanaSpec> kibana,
        String url,
        Optional<String> kibanaUrl,
        Credentials writer,
        Credentials keeper,
        Optional<String> caSecret,
        Optional<String> kibanaCaSecret,
        Content content,
        Optional<Integer> retention,
        boolean logstash,
        boolean answers,
        boolean usable) {

    /**
     * What is put into Kibana.
     *
     * @param always whether what a person changed is put back
     * @param connector that rules notify
     * @param ledger what was put there last, by what it is
     */
    public record Content(boolean always, Optional<String> connector, Map<String, String> ledger) {}
}
