package io.sitewatch.kube.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalQuantityTest {

    @ParameterizedTest
    @CsvSource({
        "1000m, 1",
        "1500m, 1500m",
        "0.5, 500m",
        "1, 1",
        "1000, 1k",
        "1024Mi, 1Gi",
        "1536Mi, 1536Mi",
        "0, 0",
        "0.1Gi, 107374182400m",
        "1e3, 1e3",
        "100k, 100k",
        "2000Mi, 2000Mi",
        "10Gi, 10Gi",
        "512, 512"
    })
    void quantitiesAreSpeltOneWay(String text, String canonical) {
        assertThat(CanonicalQuantity.of(text)).isEqualTo(canonical);
    }

    @Test
    void otherTextIsRefused() {
        assertThatThrownBy(() -> CanonicalQuantity.of("lots")).hasMessageContaining("lots");
    }
}
