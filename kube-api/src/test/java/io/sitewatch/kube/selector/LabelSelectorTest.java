package io.sitewatch.kube.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sitewatch.kube.error.ApiException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelSelectorTest {
    private static final Map<String, String> LABELS = Map.of("app.kubernetes.io/name", "web", "tier", "front", "e", "");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tier=front",
                "tier==front,app.kubernetes.io/name=web",
                "tier!=back",
                "other!=x",
                "tier in (front, back)",
                "tier notin (back),app.kubernetes.io/name in (web)",
                "other notin (x)",
                "tier",
                "!other",
                "e="
            })
    void theseMatch(String selector) {
        assertThat(LabelSelector.parse(selector).test(LABELS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tier=back", "tier!=front", "tier in (back)", "tier notin (front,back)", "other", "!tier"})
    void theseDoNot(String selector) {
        assertThat(LabelSelector.parse(selector).test(LABELS)).isFalse();
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> LabelSelector.parse("a b c"))
                .isInstanceOfSatisfying(ApiException.class, refused -> assertThat(refused.code())
                        .isEqualTo(400));
    }
}
