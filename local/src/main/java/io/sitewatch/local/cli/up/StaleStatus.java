package io.sitewatch.local.cli.up;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import java.util.List;

/**
 * After a stop, the sites' last status still says that everything is ready, when nothing is. What an earlier run knew is
 * set to Unknown, as Kubernetes does with the nodes and pods that it has lost sight of, until the operator has looked.
 */
final class StaleStatus {
    private static final String REASON = "LaptopClusterStarted";
    private static final String MESSAGE = "the laptop cluster has just started, and the operator has not looked yet";

    private final KubernetesClient client;

    StaleStatus(KubernetesClient client) {
        this.client = client;
    }

    /** Of every site that the API knows from earlier runs. */
    void forget() {
        client.resources(MonitoringSite.class).inAnyNamespace().list().getItems().stream()
                .filter(site -> site.getStatus() != null && site.getStatus().getConditions() != null)
                .forEach(site -> client.resource(site).editStatus(StaleStatus::unknown));
    }

    /** Every condition Unknown; the rest of the status stays, since addresses and counters still hold. */
    static MonitoringSite unknown(MonitoringSite site) {
        List<Condition> unknown = site.getStatus().getConditions().stream()
                .map(condition -> new ConditionBuilder(condition)
                        .withStatus("Unknown")
                        .withReason(REASON)
                        .withMessage(MESSAGE)
                        .build())
                .toList();
        site.getStatus().setConditions(unknown);
        return site;
    }
}
