package io.sitewatch.local.cluster;

import io.sitewatch.local.cluster.control.Api;
import io.sitewatch.local.cluster.dns.Dns;
import io.sitewatch.local.cluster.dns.PortOwner;
import io.sitewatch.local.cluster.kubelet.PodBoard;
import io.sitewatch.local.cluster.kubelet.ServiceAddresses;
import io.sitewatch.local.cluster.kubelet.Volumes;
import io.sitewatch.local.cluster.process.Privileges;
import io.sitewatch.local.cluster.process.Supervisor;
import java.net.http.HttpClient;
import java.time.Clock;

/** What the laptop cluster gives to each operator's part. */
public record Parts(
        Api api,
        Events events,
        Supervisor supervisor,
        Privileges privileges,
        StateDirectory state,
        Artifacts artifacts,
        LaptopConfig.Heaps heaps,
        Dns dns,
        ServiceAddresses addresses,
        PodBoard pods,
        Volumes volumes,
        PortOwner ports,
        HttpClient http,
        Clock clock) {}
