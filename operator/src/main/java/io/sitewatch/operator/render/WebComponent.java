package io.sitewatch.operator.render;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.sitewatch.operator.model.SiteModel;
import java.util.List;

/** What the components of our own that speak HTTP have in common: a Deployment, a Service and an account without rights. */
record WebComponent(Component component, String name, String image) {
    static final int PORT = 8080;

    /** The user that our images run as. */
    private static final long USER = 10001;

    Deployment deployment(
            SiteModel site,
            int replicas,
            String strategy,
            List<EnvVar> environment,
            Mounts mounts,
            ResourceRequirements resources) {
        mounts.scratch("tmp", "/tmp");
        return new DeploymentBuilder()
                .withMetadata(Metadata.owned(site, component, name))
                .withNewSpec()
                .withReplicas(replicas)
                .withRevisionHistoryLimit(2)
                .withNewSelector()
                .withMatchLabels(Metadata.selector(site, component))
                .endSelector()
                .withNewStrategy()
                .withType(strategy)
                .endStrategy()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(Metadata.labels(site, component))
                .endMetadata()
                .withNewSpec()
                .withServiceAccountName(name)
                .withImagePullSecrets(site.platform().imagePullSecrets().stream()
                        .map(LocalObjectReference::new)
                        .toList())
                .withAutomountServiceAccountToken(false)
                .withSecurityContext(Restricted.pod(USER))
                .withVolumes(mounts.volumes())
                .addNewContainer()
                .withName(component.label())
                .withImage(site.platform().image(image))
                .withImagePullPolicy(site.platform().imagePullPolicy())
                .withSecurityContext(Restricted.container())
                .withEnv(environment)
                .withResources(resources)
                .withVolumeMounts(mounts.mounts())
                .addNewPort()
                .withName("http")
                .withContainerPort(PORT)
                .endPort()
                .withStartupProbe(probe("/q/health/live", 2, 30))
                .withLivenessProbe(probe("/q/health/live", 10, 6))
                .withReadinessProbe(probe("/q/health/ready", 5, 3))
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    Service service(SiteModel site) {
        return new ServiceBuilder()
                .withMetadata(Metadata.owned(site, component, name))
                .withNewSpec()
                .withSelector(Metadata.selector(site, component))
                .addNewPort()
                .withName("http")
                .withPort(PORT)
                .withNewTargetPort(PORT)
                .endPort()
                .endSpec()
                .build();
    }

    ServiceAccount account(SiteModel site) {
        return new ServiceAccountBuilder()
                .withMetadata(Metadata.owned(site, component, name))
                .withAutomountServiceAccountToken(false)
                .build();
    }

    private static Probe probe(String path, int periodSeconds, int failures) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath(path)
                .withPort(new IntOrString(PORT))
                .endHttpGet()
                .withPeriodSeconds(periodSeconds)
                .withTimeoutSeconds(3)
                .withFailureThreshold(failures)
                .build();
    }
}
