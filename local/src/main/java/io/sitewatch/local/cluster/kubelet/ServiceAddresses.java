package io.sitewatch.local.cluster.kubelet;

import io.fabric8.kubernetes.api.model.Service;
import io.sitewatch.local.cluster.control.Api;
import io.sitewatch.local.cluster.control.Key;
import io.sitewatch.local.cluster.dns.AddressRange;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Which address a pod's server listens on: that of the service that selects it, else one of its own. */
public final class ServiceAddresses {
    private final Api api;
    private final AddressRange range;
    private final Map<Key, String> own = new ConcurrentHashMap<>();
    private final AtomicInteger last = new AtomicInteger();

    public ServiceAddresses(Api api, AddressRange range) {
        this.api = api;
        this.range = range;
    }

    /** The address of the service that selects a pod with those labels. */
    public Optional<String> selecting(String namespace, Map<String, String> labels) {
        return api.cached(Service.class).stream()
                .filter(service -> service.getMetadata().getNamespace().equals(namespace))
                .filter(service -> selects(service, labels))
                .map(service -> service.getSpec().getClusterIP())
                .filter(address -> address != null && address.startsWith("127."))
                .findFirst();
    }

    /** An address that no service has. */
    public String own(Key pod) {
        return own.computeIfAbsent(pod, absent -> range.podAddress(last.getAndIncrement()));
    }

    /** The address of a service by name; nothing until the API server has given it one. */
    public Optional<String> of(Key service) {
        return api.cached(Service.class, service)
                .map(object -> object.getSpec().getClusterIP())
                .filter(address -> address != null && address.startsWith("127."));
    }

    private static boolean selects(Service service, Map<String, String> labels) {
        Map<String, String> selector = service.getSpec().getSelector();
        return selector != null && !selector.isEmpty() && labels.entrySet().containsAll(selector.entrySet());
    }
}
