package io.sitewatch.local.cluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariableExpansionTest {
    private static final Map<String, String> KNOWN = Map.of("HOST", "shaft-db-rw", "PORT", "5432", "EMPTY", "");

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://$(HOST):$(PORT)/x, jdbc:postgresql://shaft-db-rw:5432/x",
        "$(UNKNOWN)/$(HOST), $(UNKNOWN)/shaft-db-rw",
        "$$(HOST), $(HOST)",
        "a$(EMPTY)b, ab",
        "$HOST and $, $HOST and $",
        "$(HOST, $(HOST",
        "nothing, nothing"
    })
    void expandsAsKubernetesDoes(String text, String expected) {
        assertThat(VariableExpansion.expand(text, KNOWN)).isEqualTo(expected);
    }
}
