package io.sitewatch.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.sitewatch.kube.ManifestCheck.Problem;
import org.junit.jupiter.api.Test;

class ManifestCheckTest {

    @Test
    void aGoodManifestHasNoProblems() {
        assertThat(ManifestCheck.check(Widgets.definition(), Widgets.widget("w", "{size: 1, tags: [a]}")))
                .isEmpty();
    }

    @Test
    void everyProblemHasItsFieldAndTheServersWords() {
        assertThat(ManifestCheck.check(
                        Widgets.definition(), Widgets.widget("w", "{size: 0, weight: 3, minimum: 2, maximum: 1}")))
                .containsExactlyInAnyOrder(
                        new Problem("spec.weight", "unknown field \"spec.weight\""),
                        new Problem(
                                "spec.size",
                                "Invalid value: 0: spec.size in body should be greater than or equal to 1"),
                        new Problem("spec", "Invalid value: minimum must not be above maximum"));
    }

    @Test
    void anUnknownVersionIsToldWithTheServedOnes() {
        var widget = Widgets.widget("w", "{size: 1}");
        widget.setApiVersion("toys.sitewatch.io/v2");

        assertThat(ManifestCheck.check(Widgets.definition(), widget))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.field()).isEqualTo("apiVersion");
                    assertThat(problem.message()).contains("toys.sitewatch.io/v1");
                });
    }
}
