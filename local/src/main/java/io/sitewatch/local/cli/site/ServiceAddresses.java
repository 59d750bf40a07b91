package io.sitewatch.local.cli.site;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/**
 * Addresses of the cluster's Services for a process outside of its DNS. On the laptop cluster a Service's clusterIP is a
 * loopback address, so that this process reaches it.
 */
public final class ServiceAddresses {
    private final ClusterIps clusterIps;

    /** Addresses as the API has them. */
    public ServiceAddresses(KubernetesClient client) {
        this((service, namespace) -> Optional.ofNullable(client.services()
                        .inNamespace(namespace)
                        .withName(service)
                        .get())
                .map(Service::getSpec)
                .map(ServiceSpec::getClusterIP));
    }

    ServiceAddresses(ClusterIps clusterIps) {
        this.clusterIps = clusterIps;
    }

    /**
     * The address behind a name.
     *
     * @param host {@code service}, {@code service.namespace}, {@code service.namespace.svc}, …, or a host outside of the
     *     cluster
     * @param namespace in which a name without one is looked up
     * @return the clusterIP of that Service, or the host as it is when there is no such Service
     */
    public String resolve(String host, String namespace) {
        String[] labels = host.split("\\.", 3);
        boolean ofCluster = labels.length < 3 || labels[2].equals("svc") || labels[2].startsWith("svc.");
        if (!ofCluster) {
            return host;
        }
        return clusterIp(labels[0], labels.length > 1 ? labels[1] : namespace).orElse(host);
    }

    /** The clusterIP of a Service, when it exists and is not headless. */
    public Optional<String> clusterIp(String service, String namespace) {
        return clusterIps.find(service, namespace).filter(ip -> !ip.isEmpty() && !ip.equals("None"));
    }

    /** Asks for a Service's clusterIP. */
    @FunctionalInterface
    interface ClusterIps {
        Optional<String> find(String service, String namespace);
    }
}
