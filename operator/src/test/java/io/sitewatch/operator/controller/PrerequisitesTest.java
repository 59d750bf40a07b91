package io.sitewatch.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sitewatch.kube.TestCluster;
import io.sitewatch.operator.fixture.Crds;
import io.sitewatch.operator.fixture.OperatorUnderTest;
import io.sitewatch.operator.fixture.ScriptedOperators;
import io.sitewatch.operator.live.ObjectKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Operators that are not there yet are named, and taken up when they come. */
class PrerequisitesTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void missingOperatorsAreNamedAndTakenUpWhenTheyCome() {
        try (TestCluster cluster = TestCluster.open()) {
            assumeTrue(
                    cluster.backend() == TestCluster.Backend.EMBEDDED,
                    "a cluster that is somebody's keeps its operators");
            Crds.installOurs(cluster);
            try (OperatorUnderTest operator = new OperatorUnderTest(cluster)) {
                operator.apply("{source: {simulator: {}}}");
                await().atMost(SOON).until(() -> operator.condition("Ready").equals("False/PrerequisiteMissing"));
                assertThat(operator.find("shaft", "Ready").orElseThrow().getMessage())
                        .contains("Strimzi is not installed in this cluster; install it with: helm");
                assertThat(operator.object(ObjectKind.CONFIG_MAP, "shaft-rules").get())
                        .as("what needs nobody is made")
                        .isNotNull();
                Crds.install(cluster, Crds.everyOperator());
                try (ScriptedOperators operators =
                        new ScriptedOperators(cluster.client(), operator.namespace()).start()) {
                    await().atMost(SOON).until(() -> operator.condition("Ready").equals("True/Ready"));
                }
            }
        }
    }

    @Test
    void oneNameInTwoNamespacesIsTwoSites() {
        try (TestCluster cluster = Crds.cluster()) {
            try (OperatorUnderTest here = new OperatorUnderTest(cluster);
                    OperatorUnderTest there = new OperatorUnderTest(cluster);
                    ScriptedOperators operatorsHere =
                            new ScriptedOperators(cluster.client(), here.namespace()).start();
                    ScriptedOperators operatorsThere =
                            new ScriptedOperators(cluster.client(), there.namespace()).start()) {
                here.apply("{source: {simulator: {}}}");
                there.apply("{source: {simulator: {}}, deletionPolicy: Delete}");
                await().atMost(SOON).until(() -> here.condition("Ready").equals("True/Ready"));
                await().atMost(SOON).until(() -> there.condition("Ready").equals("True/Ready"));
                there.site("shaft").delete();
                await().atMost(SOON).until(() -> there.site("shaft").get() == null);
                assertThat(there.object(ObjectKind.KAFKA, "shaft").get()).isNull();
                assertThat(here.object(ObjectKind.KAFKA, "shaft").get()).isNotNull();
                assertThat(here.condition("Ready")).isEqualTo("True/Ready");
            }
        }
    }
}
