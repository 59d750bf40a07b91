package io.sitewatch.local.cli.view;

import static io.sitewatch.local.cli.TestSites.condition;
import static io.sitewatch.local.cli.TestSites.counters;
import static io.sitewatch.local.cli.TestSites.site;
import static io.sitewatch.local.cli.TestSites.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.crds.v1alpha1.MonitoringSiteSpec;
import io.sitewatch.crds.v1alpha1.SiteEndpoints;
import io.sitewatch.crds.v1alpha1.SitePhase;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusViewTest {
    @Test
    void saysWhatTheSiteIsAndHowLongEachComponentHasBeenSo() {
        MonitoringSite site = site(
                "default",
                "shaft",
                condition("KafkaReady", "True", "Ready", "1 broker"),
                condition("Ready", "False", "StreamNotRunning", "waits for the stream"));
        site.setSpec(new MonitoringSiteSpec());
        site.getSpec().setDisplayName("Shaft 4");
        site.getStatus().setPhase(SitePhase.PROVISIONING);

        assertThat(new StatusView(Palette.PLAIN).lines(snapshot(site, counters(10, 1, 1))))
                .startsWith(
                        "shaft (Shaft 4): Provisioning, not ready: StreamNotRunning: waits for the stream, 90s old",
                        "",
                        "  COMPONENT   STATE   FOR   DETAIL",
                        "  Kafka       ready   12s   1 broker",
                        "")
                .anyMatch(line -> line.contains("received"))
                .anyMatch(line -> line.matches("  ..:..:..  shaft +12 +10 +1 +1 +5 +3 +7"));
    }

    @Test
    void saysThatThereAreNoCountersWhenTheDatabaseDoesNotAnswer() {
        assertThat(new StatusView(Palette.PLAIN).lines(snapshot("shaft")))
                .contains("  no counters: the database does not answer")
                .first()
                .isEqualTo("shaft: not seen by the operator yet, 90s old");
    }

    @Test
    void addressesAreThoseThatThisMachineReachesAndSayHowToLogIn() {
        MonitoringSite site = site("east", "shaft");
        SiteEndpoints endpoints = new SiteEndpoints();
        endpoints.setPostgresJdbcUrl("jdbc:postgresql://shaft-db-rw.east.svc:5432/sitewatch");
        endpoints.setKafkaBootstrapServers("shaft-kafka-bootstrap.east.svc:9093");
        site.getStatus().setEndpoints(endpoints);

        assertThat(new AddressLines(url -> url.replaceAll("shaft-[a-z-]*\\.east\\.svc", "127.1.0.3"))
                        .of(
                                snapshot(site, null),
                                Optional.of(new AddressLines.KafkaClient(
                                        Optional.of("127.1.0.3:9092"),
                                        "shaft-kafka-bootstrap.east.svc:9093",
                                        Path.of("client.properties"),
                                        Path.of("hosts")))))
                .containsExactly(
                        "  PostgreSQL     jdbc:postgresql://127.1.0.3:5432/sitewatch",
                        "                 user sitewatch, password: ./sitewatch get secret shaft-db-app -n east -o"
                                + " key=password; or simply ./sitewatch psql",
                        "  Kafka          127.1.0.3:9093",
                        "                 without TLS and login, from this machine only: 127.1.0.3:9092",
                        "                 with TLS and login, for Kafka's console tools:",
                        "                   export KAFKA_OPTS=-Djdk.net.hosts.file=hosts",
                        "                   kafka-console-consumer.sh --bootstrap-server"
                                + " shaft-kafka-bootstrap.east.svc:9093 --consumer.config client.properties --topic …");
    }
}
