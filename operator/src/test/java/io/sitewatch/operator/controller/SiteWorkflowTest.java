package io.sitewatch.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sitewatch.kube.TestCluster;
import io.sitewatch.operator.fixture.Crds;
import io.sitewatch.operator.fixture.OperatorUnderTest;
import io.sitewatch.operator.fixture.ScriptedOperators;
import io.sitewatch.operator.live.ObjectKind;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole operator against an API server, with the other operators' parts played by scripts. */
class SiteWorkflowTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private static TestCluster cluster;

    private OperatorUnderTest operator;
    private ScriptedOperators operators;

    @BeforeAll
    static void open() {
        cluster = TestCluster.open();
        Crds.installOurs(cluster.client());
        Crds.install(cluster.client(), Crds.everyOperator());
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @BeforeEach
    void start() {
        operator = new OperatorUnderTest(cluster);
        operators = new ScriptedOperators(cluster.client(), operator.namespace());
    }

    @AfterEach
    void stop() {
        operators.close();
        operator.close();
    }

    @Test
    void aSiteBecomesReadyAndThenNothingIsWritten() {
        operators.start();
        operator.apply("{source: {simulator: {}}}");
        await().atMost(SOON).until(() -> operator.condition("Ready").equals("True/Ready"));
        operator.writes().take();
        // Any event makes a reconciliation: this one changes nothing that is ours.
        operator.site("shaft").edit(site -> {
            site.getMetadata().setAnnotations(java.util.Map.of("note", "for people"));
            return site;
        });
        operator.object(ObjectKind.CONFIG_MAP, "shaft-rules").edit(rules -> {
            rules.getMetadata().getAnnotations().put("note", "for people");
            return rules;
        });
        await().pollDelay(Duration.ofSeconds(2)).atMost(SOON).until(() -> true);
        assertThat(operator.writes().take()).isEmpty();
    }

    @Test
    void theStreamWaitsForTheStores() {
        operators.say(ObjectKind.POSTGRES_CLUSTER, "{phase: Setting up primary}");
        operators.start();
        operator.apply("{source: {simulator: {}}}");
        await().atMost(SOON).until(() -> operator.condition("KafkaReady").equals("True/Ready"));
        await().atMost(SOON).until(() -> operator.condition("ProducerRunning").equals("True/Ready"));
        await().atMost(SOON).until(() -> operator.condition("StreamRunning").equals("False/WaitingForInputs"));
        assertThat(operator.object(ObjectKind.SPARK_APPLICATION, "shaft-stream").get())
                .isNull();
        operators.ready(ObjectKind.POSTGRES_CLUSTER);
        await().atMost(SOON).until(() -> operator.condition("Ready").equals("True/Ready"));
    }
}
