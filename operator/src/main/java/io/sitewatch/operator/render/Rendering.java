package io.sitewatch.operator.render;

import io.sitewatch.operator.live.ObjectId;
import io.sitewatch.operator.model.SiteModel;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Everything that a site is made of, by the stage at which it is made. */
public final class Rendering {
    /** What is made together; each stage waits for those that it names. */
    public enum Stage {
        /** Accounts, policies and rules: nothing to wait for. */
        GROUND(
                new RulesConfigMap(),
                new StreamAccess(),
                new StreamCheckpoint(),
                new StreamService(),
                new NetworkPolicies()),
        KAFKA(new KafkaCluster(), new KafkaBrokers()),
        /** Its operator is part of the Kafka cluster and makes them when the brokers are up. */
        TOPICS_AND_USERS(new KafkaTopics(), new KafkaUsers()),
        POSTGRES(new PostgresReportSecret(), new PostgresCluster()),
        SEARCH(new ElasticsearchUsers(), new ElasticsearchCluster()),
        KIBANA(new KibanaInstance()),
        INSTRUMENTS(new Instruments()),
        /** Starts when everything that it connects to is there. */
        STREAM(new StreamApplication()),
        PRODUCER(new Producer()),
        LOGSTASH(new Logstash()),
        BATCH_VIEW(new BatchView());

        private final List<Dependent> dependents;

        Stage(Dependent... dependents) {
            this.dependents = List.of(dependents);
        }

        /** The objects of this stage that should be. */
        public List<Desired> desired(SiteModel site) {
            return dependents.stream()
                    .flatMap(dependent -> dependent.desired(site).stream())
                    .map(Desired::of)
                    .toList();
        }
    }

    private Rendering() {}

    /** All objects of the site, in a stable order. */
    public static Collection<Desired> all(SiteModel site) {
        return byId(site).values();
    }

    public static Map<ObjectId, Desired> byId(SiteModel site) {
        return Arrays.stream(Stage.values())
                .flatMap(stage -> stage.desired(site).stream())
                .collect(Collectors.toMap(
                        Desired::id,
                        desired -> desired,
                        (one, other) -> {
                            throw new IllegalStateException("two parts render " + one.id());
                        },
                        TreeMap::new));
    }
}
