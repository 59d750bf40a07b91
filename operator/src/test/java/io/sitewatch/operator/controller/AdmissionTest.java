package io.sitewatch.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.kube.TestCluster;
import io.sitewatch.operator.fixture.Crds;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API server refuses by the rules of the CRD: naming the field, the value and the mend. */
class AdmissionTest {
    private static TestCluster cluster;
    private static String namespace;

    @BeforeAll
    static void open() {
        cluster = TestCluster.open();
        Crds.installOurs(cluster);
        namespace = cluster.namespace();
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {source: {}}                                                                  | spec.source               | add one of them
            {source: {simulator: {}, http: {baseUrl: 'http://a'}}}                        | spec.source               | remove one of them
            {source: {simulator: {interval: '-5s'}}}                                      | spec.source.simulator.interval | is -5s, which is no duration
            {source: {simulator: {instrumentsPerType: -1}}}                               | spec.source.simulator.instrumentsPerType | greater than or equal to 1
            {source: {http: {baseUrl: 'ftp://a'}}}                                        | spec.source.http.baseUrl  | which is no base URL
            {source: {http: {baseUrl: 'http://a', paths: {thermometer: t}}}}              | spec.source.http.paths    | the types are water_standpipe
            {source: {simulator: {}}, timezone: 'in the east'}                            | spec.timezone             | no IANA time zone
            {source: {simulator: {}}, instruments: [{type: thermometer}]}                 | spec.instruments[0].type  | supported values
            {source: {simulator: {}}, instruments: [{type: piezometer}, {type: piezometer}]} | spec.instruments       | one entry
            {source: {simulator: {}}, instruments: [{type: piezometer, validRange: {min: 9, max: 1}}]} | validRange   | min 9
            {source: {simulator: {}}, instruments: [{type: piezometer, limits: {alert: {above: 9}, alarm: {above: 1}}}]} | limits | alarm.above 1
            {source: {simulator: {}}, instruments: [{type: piezometer, limits: {alert: {above: 1, below: 9}}}]} | limits.alert | swap them
            {source: {simulator: {}}, instruments: [{type: piezometer, overrides: [{instrument: BH-1, calibration: {factor: 1, a: 1}}]}]} | calibration | either linear
            {source: {simulator: {}}, kafka: {managed: {brokers: 2}}}                     | spec.kafka.managed.brokers | write 1 or 3
            {source: {simulator: {}}, kafka: {external: {bootstrapServers: 'k:9093'}}}    | spec.kafka.external       | needs credentialsSecret
            {source: {simulator: {}}, postgres: {managed: {storage: lots}}}               | spec.postgres.managed.storage | is lots, which is no amount
            {source: {simulator: {}}, postgres: {external: {jdbcUrl: 'jdbc:postgresql://h/d?password=x', credentialsSecret: s}}} | jdbcUrl | put username and password into credentialsSecret
            {source: {simulator: {}}, search: {managed: {}, disabled: {}}}                | spec.search               | has 2 of managed
            {source: {simulator: {}}, search: {disabled: {}, ingest: Logstash}}           | spec.search               | nowhere to write
            {source: {simulator: {}}, stream: {checkpoint: {objectStore: {url: 'http://x'}}}} | objectStore.url       | which is no object store
            """)
    void aMistakeIsRefused(String spec, String field, String mend) {
        assertThatThrownBy(() -> apply("wrong", spec))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(field)
                .hasMessageContaining(mend);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            window  | {source: {simulator: {}}}                                       | {source: {simulator: {}}, stream: {window: 30s}}            | set stream.replay to a new token
            shrink  | {source: {simulator: {}}, kafka: {managed: {storage: 20Gi}}}    | {source: {simulator: {}}, kafka: {managed: {storage: 15Gi}}} | write 20Gi or more
            default | {source: {simulator: {}}, postgres: {managed: {}}}              | {source: {simulator: {}}, postgres: {managed: {storage: 5Gi}}} | write 10Gi or more
            log     | {source: {simulator: {}}}                                       | {source: {simulator: {}}, kafka: {external: {bootstrapServers: 'k:9093', credentialsSecret: s}}} | set stream.replay to a new token
            moved   | {source: {simulator: {}}}                                       | {source: {simulator: {}}, stream: {checkpoint: {objectStore: {url: 's3a://a/b'}}}} | set stream.replay to a new token
            older   | {source: {simulator: {}}, postgres: {managed: {version: 17}}}   | {source: {simulator: {}}, postgres: {managed: {version: 16}}} | keep 17
            """)
    void aChangeThatWouldLoseSomethingIsRefused(String name, String before, String after, String mend) {
        apply(name, before);
        KubernetesClientException refused =
                catchThrowableOfType(KubernetesClientException.class, () -> apply(name, after));
        assertThat(refused).hasMessageContaining(mend);
    }

    @Test
    void aWindowMayChangeTogetherWithAReplay() {
        apply("replayed", "{source: {simulator: {}}}");
        apply("replayed", "{source: {simulator: {}}, stream: {window: 30s, replay: first}}");
        assertThat(site("replayed").getSpec().getStream().getWindow()).isEqualTo("30s");
    }

    @Test
    void anotherChoiceLeavesNothingOfTheOneBefore() {
        apply("choices", "{source: {simulator: {}}, search: {managed: {nodes: 3}}, postgres: {managed: {}}}");
        apply(
                "choices",
                "{source: {http: {baseUrl: 'http://a'}}, search: {disabled: {}},"
                        + " postgres: {external: {jdbcUrl: 'jdbc:postgresql://h:5432/d', credentialsSecret: s}}}");
        assertThat(site("choices").getSpec().getSearch().getManaged()).isNull();
        assertThat(site("choices").getSpec().getSource().getSimulator()).isNull();
        assertThat(site("choices").getSpec().getPostgres().getManaged()).isNull();
    }

    @Test
    void aNameThatPodsCannotBeCalledByIsRefused() {
        assertThatThrownBy(() -> apply("a-name-that-is-longer-than-it-may-be", "{source: {simulator: {}}}"))
                .hasMessageContaining("write at most 24 lower-case letters");
    }

    private static void apply(String name, String spec) {
        cluster.client()
                .resource("""
                        apiVersion: sitewatch.io/v1alpha1
                        kind: MonitoringSite
                        metadata: {name: %s, namespace: %s}
                        spec: %s
                        """.formatted(name, namespace, spec))
                .fieldManager("kubectl")
                .forceConflicts()
                .serverSideApply();
    }

    private static MonitoringSite site(String name) {
        return cluster.client()
                .resources(MonitoringSite.class)
                .inNamespace(namespace)
                .withName(name)
                .get();
    }
}
