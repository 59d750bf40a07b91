package io.sitewatch.local.cluster.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExternalHostsTest {
    @Test
    void findsTheHostsOfUrlsAndBootstrapLists() {
        Map<String, Object> spec = Map.of(
                "source", Map.of("http", Map.of("baseUrl", "http://instruments.example.org:8080/api")),
                "kafka", Map.of("external", Map.of("bootstrapServers", "k1.example.org:9092, k2:9092,10.0.0.3:9092")),
                "postgres",
                        Map.of("external", Map.of("jdbcUrl", "jdbc:postgresql://db.example.org:5432/site?ssl=true")),
                "search", List.of("https://user:secret@es.example.org:9200"),
                "displayName", "Shaft 12: north");

        assertThat(ExternalHosts.in(spec))
                .containsExactlyInAnyOrder(
                        "instruments.example.org", "k1.example.org", "k2", "db.example.org", "es.example.org");
    }
}
