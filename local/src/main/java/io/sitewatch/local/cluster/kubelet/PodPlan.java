package io.sitewatch.local.cluster.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.sitewatch.local.cluster.control.Key;
import io.sitewatch.local.cluster.process.ProcessSpec;
import java.util.Map;

/**
 * A pod that can be started: everything it refers to was found.
 *
 * @param address that its server listens on
 * @param version of what it was made from; a running pod of another version has to be replaced
 */
record PodPlan(
        Key pod,
        OwnerReference owner,
        Map<String, String> labels,
        PodSpec spec,
        String address,
        String version,
        Sandbox sandbox,
        ProcessSpec command) {

    /** The one container that runs. */
    Container container() {
        return spec.getContainers().get(0);
    }
}
