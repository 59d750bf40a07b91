package io.sitewatch.local.cli.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SearchClientTest {
    @ParameterizedTest
    @CsvSource({
        "/_cat/indices?v, /_cat/indices?v",
        "/sitewatch-records-shaft-*/_search?q=revision:>1&size=3, /sitewatch-records-shaft-*/_search?q=revision:%3E1&size=3",
        "'/a/_search?q=instrument:piezometer AND x:\"BH-1\"', /a/_search?q=instrument:piezometer%20AND%20x:%22BH-1%22",
        "/a/_search?q=x:%3E1, /a/_search?q=x:%3E1",
        "/a/_search?q=[1 TO 2], /a/_search?q=%5B1%20TO%202%5D",
        "/a/_search?q=é, /a/_search?q=%C3%A9",
    })
    void whatAPersonTypesIsMadeIntoAUri(String typed, String escaped) {
        assertThat(SearchClient.escaped(typed)).isEqualTo(escaped);
        assertThat(URI.create("https://host:9200" + escaped)).hasHost("host");
    }
}
