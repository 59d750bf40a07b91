package io.sitewatch.kube.http;

import io.sitewatch.kube.node.Kubelet;
import io.sitewatch.kube.store.Persistence;
import java.time.Clock;

/**
 * How to run.
 *
 * @param port 0 for any free one
 * @param serviceCidr the IPv4 range of Service addresses
 * @param kubelet who answers for pods
 */
public record ApiServerOptions(
        String host, int port, String serviceCidr, Persistence persistence, Kubelet kubelet, Clock clock) {}
