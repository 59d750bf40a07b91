package io.sitewatch.operator.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    @Test
    void theOrderOfFieldsSaysNothing() {
        assertThat(of("{a: 1, b: {c: 2, d: 3}}")).isEqualTo(of("{b: {d: 3, c: 2}, a: 1}"));
    }

    @Test
    void everythingElseDoes() {
        List<String> trees = List.of(
                "{}",
                "[]",
                "''",
                "null",
                "{a: null}",
                "{a: ''}",
                "{a: a}",
                "{b: b}",
                "{a: b, b: a}",
                "{a: a, b: b}",
                "{a: {b: 1}}",
                "{a: 1, b: {}}",
                "{a: [1, 2]}",
                "{a: [2, 1]}",
                "{a: [[1], 2]}",
                "{a: 12}",
                "{a: '12'}",
                "{a: true}",
                "{a: 'true'}",
                "{ab: ''}");
        assertThat(trees.stream().map(FingerprintTest::of).collect(Collectors.toSet()))
                .hasSameSizeAs(trees);
    }

    /** It is written down, and read by the next operator: another result would have it write all objects anew. */
    @Test
    void isTheSameInEveryProcess() {
        assertThat(of("{a: [1, {b: c}], d: true}")).isEqualTo("3adbe3262a2146eb");
    }

    private static String of(String yaml) {
        try {
            return Fingerprint.of(new ObjectMapper(new YAMLFactory()).readValue(yaml, JsonNode.class));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
