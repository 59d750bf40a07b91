package io.sitewatch.kube.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.json.Json;
import java.util.HashMap;
import java.util.Map;

/** The fixed defaults of built-in kinds. Those that depend on other fields are in {@link BuiltInRules}. */
final class ModelDefaults {
    private final Map<String, JsonNode> byField = new HashMap<>();

    ModelDefaults() {
        pods();
        workloads();
        others();
    }

    void describe(Class<?> owner, String property, ObjectNode schema) {
        JsonNode value = byField.get(owner.getSimpleName() + "." + property);
        if (value != null) {
            schema.set("default", value);
        }
    }

    private void pods() {
        set("PodSpec.restartPolicy", "\"Always\"");
        set("PodSpec.dnsPolicy", "\"ClusterFirst\"");
        set("PodSpec.schedulerName", "\"default-scheduler\"");
        set("PodSpec.securityContext", "{}");
        set("PodSpec.terminationGracePeriodSeconds", "30");
        for (String container : new String[] {"Container", "EphemeralContainer"}) {
            set(container + ".terminationMessagePath", "\"/dev/termination-log\"");
            set(container + ".terminationMessagePolicy", "\"File\"");
            set(container + ".resources", "{}");
        }
        set("ContainerPort.protocol", "\"TCP\"");
        set("Probe.timeoutSeconds", "1");
        set("Probe.periodSeconds", "10");
        set("Probe.successThreshold", "1");
        set("Probe.failureThreshold", "3");
        set("HTTPGetAction.scheme", "\"HTTP\"");
        set("HTTPGetAction.path", "\"/\"");
        set("ObjectFieldSelector.apiVersion", "\"v1\"");
        set("SecretVolumeSource.defaultMode", "420");
        set("ConfigMapVolumeSource.defaultMode", "420");
        set("ProjectedVolumeSource.defaultMode", "420");
        set("DownwardAPIVolumeSource.defaultMode", "420");
    }

    private void workloads() {
        set("DeploymentSpec.replicas", "1");
        set("DeploymentSpec.revisionHistoryLimit", "10");
        set("DeploymentSpec.progressDeadlineSeconds", "600");
        set("DeploymentSpec.strategy", "{}");
        set("DeploymentStrategy.type", "\"RollingUpdate\"");
        set("StatefulSetSpec.replicas", "1");
        set("StatefulSetSpec.revisionHistoryLimit", "10");
        set("StatefulSetSpec.podManagementPolicy", "\"OrderedReady\"");
        set("StatefulSetSpec.updateStrategy", "{}");
        set("StatefulSetUpdateStrategy.type", "\"RollingUpdate\"");
        set("ReplicaSetSpec.replicas", "1");
        set("DaemonSetSpec.revisionHistoryLimit", "10");
        set("JobSpec.backoffLimit", "6");
        set("JobSpec.completionMode", "\"NonIndexed\"");
        set("JobSpec.suspend", "false");
        set("JobSpec.podReplacementPolicy", "\"TerminatingOrFailed\"");
        set("CronJobSpec.concurrencyPolicy", "\"Allow\"");
        set("CronJobSpec.suspend", "false");
        set("CronJobSpec.successfulJobsHistoryLimit", "3");
        set("CronJobSpec.failedJobsHistoryLimit", "1");
    }

    private void others() {
        set("ServiceSpec.type", "\"ClusterIP\"");
        set("ServiceSpec.sessionAffinity", "\"None\"");
        set("ServicePort.protocol", "\"TCP\"");
        set("Secret.type", "\"Opaque\"");
        set("PersistentVolumeClaimSpec.volumeMode", "\"Filesystem\"");
        set("NetworkPolicyPort.protocol", "\"TCP\"");
        set("StorageClass.reclaimPolicy", "\"Delete\"");
        set("StorageClass.volumeBindingMode", "\"Immediate\"");
    }

    private void set(String field, String json) {
        byField.put(field, Json.literal(json));
    }
}
