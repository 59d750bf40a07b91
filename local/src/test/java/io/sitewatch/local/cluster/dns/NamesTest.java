package io.sitewatch.local.cluster.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamesTest {
    @Test
    void aServiceHasItsFourNamesInItsOwnNamespace() {
        assertThat(Names.of("a", List.of(service("a", "db", "127.64.0.1")), List.of()))
                .containsOnly(
                        Map.entry("db", "127.64.0.1"),
                        Map.entry("db.a", "127.64.0.1"),
                        Map.entry("db.a.svc", "127.64.0.1"),
                        Map.entry("db.a.svc.cluster.local", "127.64.0.1"));
    }

    @Test
    void aBareNameIsTheNeighboursNotSomebodyElses() {
        List<Service> services = List.of(service("a", "db", "127.64.0.1"), service("b", "db", "127.64.0.2"));

        assertThat(Names.of("b", services, List.of())).containsEntry("db", "127.64.0.2");
        assertThat(Names.of(null, services, List.of())).doesNotContainKey("db");
    }

    @Test
    void aHeadlessServiceHasNoAddressButItsPodsHave() {
        Pod broker = new PodBuilder()
                .withNewMetadata()
                .withNamespace("a")
                .withName("shaft-brokers-0")
                .endMetadata()
                .withNewSpec()
                .withHostname("shaft-brokers-0")
                .withSubdomain("shaft-kafka-brokers")
                .endSpec()
                .withNewStatus()
                .withPodIP("127.64.0.3")
                .endStatus()
                .build();

        assertThat(Names.of("a", List.of(service("a", "shaft-kafka-brokers", "None")), List.of(broker)))
                .doesNotContainKey("shaft-kafka-brokers")
                .containsEntry("shaft-brokers-0.shaft-kafka-brokers.a.svc", "127.64.0.3");
    }

    private static Service service(String namespace, String name, String address) {
        return new ServiceBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withClusterIP(address)
                .endSpec()
                .build();
    }
}
