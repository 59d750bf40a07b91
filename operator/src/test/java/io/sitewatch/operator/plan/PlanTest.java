package io.sitewatch.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.operator.fixture.Operands;
import io.sitewatch.operator.fixture.Sites;
import io.sitewatch.operator.live.LiveSite;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final String PLAIN = "{source: {simulator: {}}}";

    @Test
    void aNewSiteIsCreated() {
        Plan plan = plan(PLAIN, LiveSite.empty());
        assertThat(plan.changes()).extracting(Change::action).containsOnly(Change.Action.CREATE);
        assertThat(plan.toText())
                .contains("+ create Kafka shaft\n", "+ create SparkApplication shaft-stream\n")
                .endsWith("Plan: " + plan.changes().size() + " to create, 0 to change, 0 to restart, 0 to delete.\n");
    }

    @Test
    void aSiteThatIsAsItShouldBeChangesNothing() {
        Plan plan = plan(PLAIN, existing(PLAIN));
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.toText()).isEqualTo("Nothing would change.\n");
    }

    @Test
    void aStreamThatChangesIsRestarted() {
        assertThat(plan("{source: {simulator: {}}, stream: {trigger: 30s}}", existing(PLAIN))
                        .toText())
                .contains("! restart SparkApplication shaft-stream\n", "\"1s\" -> \"30s\"")
                .endsWith("Plan: 0 to create, 0 to change, 1 to restart, 0 to delete.\n");
    }

    @Test
    void limitsChangeWithoutARestart() {
        Plan plan = plan(
                "{source: {simulator: {}}, instruments: [{type: piezometer, limits: {alarm: {above: 190}}}]}",
                existing(PLAIN));
        assertThat(plan.changes()).singleElement().satisfies(change -> assertThat(change.action())
                .isEqualTo(Change.Action.CHANGE));
    }

    @Test
    void aRealTimeViewThatIsSwitchedOffLeavesNoTraceAndItIsSaidWhatIsLost() {
        Plan plan = plan("{source: {simulator: {}}, search: {disabled: {}}}", existing(PLAIN));
        assertThat(plan.toText())
                .contains(
                        "- delete Kibana shaft\n",
                        "- delete Elasticsearch shaft\n",
                        "- delete Secret shaft-es-operator\n",
                        "- delete Secret shaft-es-roles\n",
                        "- delete Secret shaft-es-stream\n",
                        "- delete Secret shaft-es-viewer\n",
                        "- delete NetworkPolicy shaft-elasticsearch\n",
                        "Lost: Elasticsearch shaft goes with its indices and volumes")
                .contains("stream.replay")
                .doesNotContain("delete Kafka", "delete Cluster", "delete KafkaTopic");
    }

    @Test
    void theUserOfALogstashThatIsSwitchedOffGoesToo() {
        assertThat(plan(
                                "{source: {simulator: {}}, search: {disabled: {}}}",
                                existing("{source: {simulator: {}}, search: {managed: {}, ingest: Logstash}}"))
                        .toText())
                .contains("- delete Logstash shaft\n", "- delete KafkaUser shaft-logstash\n")
                .doesNotContain("delete KafkaUser shaft-stream", "delete KafkaUser shaft-reader");
    }

    @Test
    void anElasticsearchOfOnesOwnThatIsLeftForOneOutsideIsKept() {
        Plan plan = plan(
                "{source: {simulator: {}}, search: {external: {elasticsearchUrl: 'https://es:9200', credentialsSecret: es}}}",
                existing(PLAIN));
        assertThat(plan.toText()).contains("- delete Kibana shaft\n").doesNotContain("delete Elasticsearch");
        assertThat(plan.losses()).isEmpty();
    }

    @Test
    void dataGoesWithThePolicyDelete() {
        assertThat(plan(
                                "{source: {simulator: {}}, search: {disabled: {}}, deletionPolicy: Delete}",
                                existing("{source: {simulator: {}}, deletionPolicy: Delete}"))
                        .toText())
                .contains("- delete Elasticsearch shaft\n");
    }

    @Test
    void secretsAreShownToNobody() {
        String password = "c2VhcmNoLXBhc3N3b3Jk";
        LiveSite live = existing(PLAIN);
        assertThat(plan(PLAIN, LiveSite.empty()).toText()).doesNotContain(password);
        assertThat(plan("{source: {simulator: {}}, deletionPolicy: Delete}", live)
                        .toText())
                .doesNotContain(password);
    }

    @Test
    void aSuspendedSiteStopsItsStream() {
        assertThat(plan("{source: {simulator: {}}, suspend: true}", existing(PLAIN))
                        .toText())
                .contains("- delete SparkApplication shaft-stream\n", "spec.replicas: 1 -> 0");
    }

    private static Plan plan(String spec, LiveSite live) {
        return Plan.of(Sites.model(Sites.shaft(spec), live), live);
    }

    private static LiveSite existing(String spec) {
        MonitoringSite site = Sites.shaft(spec);
        return Operands.ready(site);
    }
}
