package io.sitewatch.local.cli.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachableUrlTest {
    private static final Map<String, String> SERVICES =
            Map.of("east/shaft-db-rw", "127.1.0.3", "east/shaft-kafka-bootstrap", "127.1.0.4", "east/headless", "None");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "jdbc:postgresql://shaft-db-rw.east.svc:5432/sitewatch; jdbc:postgresql://127.1.0.3:5432/sitewatch",
                "jdbc:postgresql://shaft-db-rw:5432/sitewatch; jdbc:postgresql://127.1.0.3:5432/sitewatch",
                "shaft-kafka-bootstrap.east.svc.cluster.local:9093; 127.1.0.4:9093",
                "shaft-kafka-bootstrap.east.svc:9093,other.example.com:9092; 127.1.0.4:9093,other.example.com:9092",
                "https://search.example.com:9200/; https://search.example.com:9200/",
                "http://shaft-db-rw.west.svc/; http://shaft-db-rw.west.svc/",
                "http://headless.east.svc:80/a; http://headless.east.svc:80/a",
                "http://127.0.0.1:8080/x; http://127.0.0.1:8080/x"
            })
    void putsTheAddressOfAServiceInPlaceOfItsName(String url, String reachable) {
        ServiceAddresses addresses = new ServiceAddresses(
                (service, namespace) -> Optional.ofNullable(SERVICES.get(namespace + "/" + service)));

        assertThat(new ReachableUrl(addresses, "east").of(url)).isEqualTo(reachable);
    }
}
