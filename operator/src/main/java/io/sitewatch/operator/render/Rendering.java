package io.sitewatch.operator.render;

import io.sitewatch.operator.live.ObjectId;
import io.sitewatch.operator.model.SearchModel;
import io.sitewatch.operator.model.SiteModel;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Everything that a site is made of, by the stage at which it is made. */
public final class Rendering {
    /**
     * What is made together. A stage is brought when those that it needs are ready; one that is not ready holds back what
     * comes after it, and removes nothing.
     */
    public enum Stage {
        /** Accounts, policies and rules: nothing to wait for. */
        GROUND(
                List.of(),
                site -> true,
                new RulesConfigMap(),
                new StreamAccess(),
                new StreamCheckpoint(),
                new StreamService(),
                new NetworkPolicies()),
        KAFKA(List.of(), site -> true, new KafkaCluster(), new KafkaBrokers()),
        /** Their operator is part of the Kafka cluster, and makes them when the brokers are up. */
        TOPICS_AND_USERS(
                List.of(KAFKA),
                // A stream that has to stop does not wait for what it would need to start.
                site -> site.kafka().usable() || site.suspended(),
                new KafkaTopics(),
                new KafkaUsers()),
        POSTGRES(
                List.of(),
                site -> site.postgres().usable() || site.suspended(),
                new PostgresReportSecret(),
                new PostgresCluster()),
        SEARCH(
                List.of(),
                site -> site.search().map(SearchModel::usable).orElse(true) || site.suspended(),
                new ElasticsearchUsers(),
                new ElasticsearchCluster()),
        KIBANA(List.of(SEARCH), site -> true, new KibanaInstance(), new KibanaLedger()),
        INSTRUMENTS(List.of(), site -> true, new Instruments()),
        /** Starts when everything that it connects to is there. */
        STREAM(List.of(GROUND, TOPICS_AND_USERS, POSTGRES, SEARCH), site -> true, new StreamApplication()),
        PRODUCER(List.of(TOPICS_AND_USERS), site -> true, new Producer()),
        LOGSTASH(List.of(TOPICS_AND_USERS, SEARCH), site -> true, new Logstash()),
        BATCH_VIEW(List.of(POSTGRES), site -> true, new BatchView());

        private final List<Stage> needs;
        private final Predicate<SiteModel> ready;
        private final List<Dependent> dependents;

        Stage(List<Stage> needs, Predicate<SiteModel> ready, Dependent... dependents) {
            this.needs = needs;
            this.ready = ready;
            this.dependents = List.of(dependents);
        }

        /** The stages that have to be ready before this one is brought. */
        public List<Stage> needs() {
            return needs;
        }

        /** Whether what needs this stage may be brought. */
        public boolean ready(SiteModel site) {
            return ready.test(site);
        }

        private List<Desired> render(SiteModel site) {
            return dependents.stream()
                    .flatMap(dependent -> dependent.desired(site).stream())
                    .map(Desired::of)
                    .toList();
        }
    }

    private final Map<Stage, List<Desired>> stages;
    private final Map<ObjectId, Desired> byId;

    private Rendering(Map<Stage, List<Desired>> stages) {
        this.stages = stages;
        this.byId = stages.values().stream()
                .flatMap(List::stream)
                .collect(Collectors.toMap(
                        Desired::id,
                        desired -> desired,
                        (one, other) -> {
                            throw new IllegalStateException("two parts render " + one.id());
                        },
                        TreeMap::new));
    }

    /** What a site should be made of. */
    public static Rendering of(SiteModel site) {
        Map<Stage, List<Desired>> stages = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            stages.put(stage, stage.render(site));
        }
        return new Rendering(stages);
    }

    /** The objects of one stage that should be. */
    public List<Desired> stage(Stage stage) {
        return stages.get(stage);
    }

    /** All objects, in a stable order. */
    public Collection<Desired> all() {
        return byId.values();
    }

    public Map<ObjectId, Desired> byId() {
        return Collections.unmodifiableMap(byId);
    }
}
