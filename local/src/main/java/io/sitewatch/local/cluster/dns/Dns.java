package io.sitewatch.local.cluster.dns;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.sitewatch.local.cluster.StateDirectory;
import io.sitewatch.local.cluster.control.Api;
import io.sitewatch.local.cluster.control.Controller;
import io.sitewatch.local.cluster.control.Fields;
import io.sitewatch.local.cluster.control.Key;
import io.sitewatch.local.cluster.control.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the hosts files in line with the services and the named pods of the API, and with the outside hosts that the
 * sites' manifests name, which the laptop's own resolver knows.
 */
public final class Dns implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Dns.class);
    private static final Key EVERYTHING = new Key("", "hosts");
    private static final Duration RESOLVE_AGAIN = Duration.ofSeconds(30);

    private final Api api;
    private final StateDirectory state;
    private final Map<String, String> outside = new ConcurrentHashMap<>();
    private final Controller controller = new Controller("dns", 1, this::reconcile);

    public Dns(Api api, StateDirectory state) {
        this.api = api;
        this.state = state;
    }

    /** Begins to follow the API. */
    public void start() {
        api.watch(Service.class, service -> controller.enqueue(EVERYTHING));
        api.watch(Pod.class, pod -> controller.enqueue(EVERYTHING));
        api.watch(Kind.MONITORING_SITE, site -> controller.enqueue(EVERYTHING));
        controller.enqueue(EVERYTHING);
    }

    /** The hosts file for a process of that namespace, up to date with what is known now. */
    public Path fileFor(String namespace) throws IOException {
        Path file = state.hosts(namespace);
        write(file, namespace);
        return file;
    }

    @Override
    public void close() {
        controller.close();
    }

    private Optional<Duration> reconcile(Key everything) throws IOException {
        Set<String> hosts = api.cached(Kind.MONITORING_SITE).stream()
                .flatMap(site -> ExternalHosts.in(Fields.of(site).at("spec").raw()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        outside.keySet().retainAll(hosts);
        hosts.forEach(this::resolve);
        write(state.hosts(), null);
        Set<String> namespaces = api.cached(Service.class).stream()
                .map(service -> service.getMetadata().getNamespace())
                .collect(Collectors.toSet());
        for (String namespace : namespaces) {
            write(state.hosts(namespace), namespace);
        }
        return hosts.isEmpty() ? Optional.empty() : Optional.of(RESOLVE_AGAIN);
    }

    private void resolve(String host) {
        try {
            outside.put(host, InetAddress.getByName(host).getHostAddress());
        } catch (UnknownHostException e) {
            LOG.info("{} has no address on this machine", host);
        }
    }

    private synchronized void write(Path file, String namespace) throws IOException {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("localhost", "127.0.0.1");
        names.put(ownName(), "127.0.0.1");
        names.putAll(outside);
        List<Service> services = api.cached(Service.class);
        names.putAll(Names.of(namespace, services, api.cached(Pod.class)));
        HostsFile.write(file, names);
    }

    /** A JVM looks its own machine up by name. */
    private static String ownName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return Optional.ofNullable(System.getenv("HOSTNAME")).orElse("localhost");
        }
    }
}
