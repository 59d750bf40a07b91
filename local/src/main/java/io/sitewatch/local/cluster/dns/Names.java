package io.sitewatch.local.cluster.dns;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The names that a cluster's DNS answers to, and their addresses. */
final class Names {
    private static final String DOMAIN = "cluster.local";

    private Names() {}

    /**
     * Names of one namespace's view: its own services also by their bare name.
     *
     * @param namespace whose view; null for one that is nobody's, where a bare name counts when one service alone has it
     * @return name to address, in the order they are looked up
     */
    static Map<String, String> of(String namespace, List<Service> services, List<Pod> pods) {
        Map<String, String> names = new TreeMap<>();
        Map<String, List<Service>> bare = new LinkedHashMap<>();
        for (Service service : services) {
            if (!hasAddress(service)) {
                continue;
            }
            String name = service.getMetadata().getName();
            qualified(name, service.getMetadata().getNamespace())
                    .forEach(qualified -> names.put(qualified, service.getSpec().getClusterIP()));
            bare.computeIfAbsent(name, absent -> new ArrayList<>()).add(service);
        }
        bare.forEach((name, sharers) -> sharers.stream()
                .filter(service -> namespace == null
                        ? sharers.size() == 1
                        : namespace.equals(service.getMetadata().getNamespace()))
                .forEach(service -> names.put(name, service.getSpec().getClusterIP())));
        for (Pod pod : pods) {
            if (hasName(pod)) {
                qualified(
                                pod.getSpec().getHostname() + "."
                                        + pod.getSpec().getSubdomain(),
                                pod.getMetadata().getNamespace())
                        .forEach(qualified ->
                                names.put(qualified, pod.getStatus().getPodIP()));
            }
        }
        return names;
    }

    private static List<String> qualified(String name, String namespace) {
        String inNamespace = name + "." + namespace;
        return List.of(inNamespace, inNamespace + ".svc", inNamespace + ".svc." + DOMAIN);
    }

    private static boolean hasAddress(Service service) {
        String address = service.getSpec() == null ? null : service.getSpec().getClusterIP();
        return address != null && !address.isEmpty() && !address.equals("None");
    }

    private static boolean hasName(Pod pod) {
        return pod.getSpec() != null
                && pod.getSpec().getHostname() != null
                && pod.getSpec().getSubdomain() != null
                && pod.getStatus() != null
                && pod.getStatus().getPodIP() != null;
    }
}
