package io.sitewatch.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.sitewatch.kube.TestCluster;
import io.sitewatch.operator.fixture.Crds;
import io.sitewatch.operator.fixture.OperatorUnderTest;
import io.sitewatch.operator.live.ObjectKind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Of two operators one works; the other one takes over when it dies, without a word of farewell. */
class LeaderElectionTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String LEASE = "sitewatch-operator";

    @Test
    void oneLeadsAndTheOtherTakesOver() {
        try (TestCluster cluster = Crds.cluster()) {
            String namespace = cluster.namespace();
            OperatorUnderTest first = new OperatorUnderTest(cluster, namespace, candidate("first", namespace));
            try {
                until(() -> leader(cluster, namespace).equals("first"));
                try (OperatorUnderTest second =
                        new OperatorUnderTest(cluster, namespace, candidate("second", namespace))) {
                    assertThat(second.operator().started())
                            .as("one that waits is ready to lead")
                            .isTrue();
                    first.apply("{source: {simulator: {}}}");
                    until(() -> first.object(ObjectKind.KAFKA, "shaft").get() != null);
                    assertThat(work(first)).isNotEmpty();
                    assertThat(work(second))
                            .as("who does not lead writes nothing")
                            .isEmpty();

                    first.die();
                    until(() -> leader(cluster, namespace).equals("second"));
                    second.object(ObjectKind.CONFIG_MAP, "shaft-rules").delete();
                    until(() ->
                            second.object(ObjectKind.CONFIG_MAP, "shaft-rules").get() != null);
                    assertThat(work(second)).anyMatch(write -> write.endsWith("/configmaps/shaft-rules"));
                }
            } finally {
                first.close();
            }
        }
    }

    private static OperatorUnderTest.Settings candidate(String identity, String namespace) {
        return new OperatorUnderTest.Settings()
                .leaderElection(new LeaderElectionConfiguration(
                        LEASE,
                        namespace,
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(3),
                        Duration.ofMillis(500),
                        identity,
                        null,
                        false));
    }

    /** What was written beside the election itself. */
    private static List<String> work(OperatorUnderTest operator) {
        return operator.writes().take().stream()
                .filter(write -> !write.contains("/leases"))
                .filter(write -> !write.contains("selfsubjectrulesreviews"))
                .toList();
    }

    private static String leader(TestCluster cluster, String namespace) {
        var lease =
                cluster.client().leases().inNamespace(namespace).withName(LEASE).get();
        return lease == null || lease.getSpec().getHolderIdentity() == null
                ? ""
                : lease.getSpec().getHolderIdentity();
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(50)).until(condition);
    }
}
