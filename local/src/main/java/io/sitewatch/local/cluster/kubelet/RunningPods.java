package io.sitewatch.local.cluster.kubelet;

import io.sitewatch.kube.node.Kubelet;
import io.sitewatch.local.cluster.control.Key;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the API server may ask of the pods that are here: their addresses and their logs. */
public final class RunningPods implements Kubelet {
    private final Map<Key, PodReport> reports = new ConcurrentHashMap<>();

    @Override
    public Optional<InetAddress> address(String namespace, String pod) {
        return report(namespace, pod)
                .filter(report ->
                        report.waiting().isEmpty() && report.terminated().isEmpty())
                .map(report -> literal(report.address()));
    }

    @Override
    public Optional<Path> log(String namespace, String pod) {
        return report(namespace, pod).flatMap(PodReport::log);
    }

    void put(PodReport report) {
        reports.put(report.pod(), report);
    }

    void remove(Key pod) {
        reports.remove(pod);
    }

    private Optional<PodReport> report(String namespace, String pod) {
        return Optional.ofNullable(reports.get(new Key(namespace, pod)));
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(address + " is no address", e);
        }
    }
}
