package io.sitewatch.local.cluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeapSizeTest {
    @ParameterizedTest
    @CsvSource({"256Mi, 153", "64Mi, 64", "4Gi, 512", "500M, 286"})
    void isAShareOfTheLimitWithinBounds(String limit, long expected) {
        var resources = new ResourceRequirementsBuilder()
                .addToLimits("memory", new Quantity(limit))
                .build();

        assertThat(HeapSize.mebibytes(resources, 160)).isEqualTo(expected);
    }

    @Test
    void isTheDefaultWithoutALimit() {
        assertThat(HeapSize.mebibytes(null, 160)).isEqualTo(160);
    }
}
