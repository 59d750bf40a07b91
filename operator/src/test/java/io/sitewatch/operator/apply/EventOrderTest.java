package io.sitewatch.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.sitewatch.operator.fixture.Simulation;
import io.sitewatch.operator.fixture.Sites;
import io.sitewatch.operator.live.ObjectKind;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** In whatever order things happen, a site ends where it should, and on the way there is never a second stream. */
class EventOrderTest {
    private static final List<ObjectKind> OPERATED = List.of(
            ObjectKind.KAFKA,
            ObjectKind.KAFKA_NODE_POOL,
            ObjectKind.KAFKA_TOPIC,
            ObjectKind.KAFKA_USER,
            ObjectKind.POSTGRES_CLUSTER,
            ObjectKind.ELASTICSEARCH,
            ObjectKind.KIBANA,
            ObjectKind.SPARK_APPLICATION,
            ObjectKind.DEPLOYMENT);

    private static final Map<ObjectKind, String> FAILURES = Map.of(
            ObjectKind.KAFKA,
                    "{conditions: [{type: NotReady, status: \"True\", reason: FatalProblem, message: no disk}]}",
            ObjectKind.POSTGRES_CLUSTER,
                    "{phase: Failing over, conditions: [{type: Ready, status: \"False\", reason: ClusterIsNotReady, message: no primary}]}",
            ObjectKind.ELASTICSEARCH, "{health: red, phase: ApplyingChanges}",
            ObjectKind.SPARK_APPLICATION, "{currentState: {currentStateSummary: Failed, message: out of memory}}",
            ObjectKind.DEPLOYMENT, "{replicas: 1, availableReplicas: 0}");

    private static final Map<ObjectKind, String> BLAMED = Map.of(
            ObjectKind.KAFKA, "KafkaReady",
            ObjectKind.POSTGRES_CLUSTER, "PostgresReady",
            ObjectKind.ELASTICSEARCH, "SearchReady",
            ObjectKind.SPARK_APPLICATION, "StreamRunning",
            ObjectKind.DEPLOYMENT, "ProducerRunning");

    /** What may happen to a site. */
    private enum Happening {
        READY,
        FAIL,
        RECONCILE,
        SUSPEND,
        RESUME,
        CHANGE_STREAM,
        LOSE_RULES,
        DELETIONS_END,
        POD_STARTS,
        POD_ENDS
    }

    private record Event(Happening happening, ObjectKind kind) {}

    @Provide
    Arbitrary<List<Event>> events() {
        return Arbitraries.of(Happening.values())
                .flatMap(happening -> Arbitraries.of(OPERATED).map(kind -> new Event(happening, kind)))
                .list()
                .ofMaxSize(25);
    }

    @Provide
    Arbitrary<ObjectKind> breakable() {
        return Arbitraries.of(FAILURES.keySet());
    }

    @Property(tries = 40)
    void aSiteEndsReadyWhateverHappenedOnTheWay(@ForAll("events") List<Event> events) {
        Simulation world = new Simulation(Sites.shaft("{source: {simulator: {}}}"));
        events.forEach(event -> happen(world, event));
        world.change("{source: {simulator: {}}}");
        settle(world);
        assertThat(world.condition("Ready")).isEqualTo("True/Ready");
        world.takeWrites();
        world.reconcile();
        assertThat(world.takeWrites()).isEmpty();
    }

    @Property(tries = 40)
    void aSiteThatEndsWithSomethingBrokenNamesIt(
            @ForAll("events") List<Event> events, @ForAll("breakable") ObjectKind broken) {
        Simulation world = new Simulation(Sites.shaft("{source: {simulator: {}}}"));
        events.forEach(event -> happen(world, event));
        world.change("{source: {simulator: {}}}");
        settle(world);
        world.say(broken, FAILURES.get(broken));
        world.reconcile();
        assertThat(world.condition(BLAMED.get(broken))).startsWith("False/");
        assertThat(world.condition("Ready")).isEqualTo("False/" + BLAMED.get(broken) + "IsFalse");
    }

    @Property(tries = 60)
    void thereIsNeverASecondStream(@ForAll("events") List<Event> events) {
        Simulation world = new Simulation(Sites.shaft("{source: {simulator: {}}}"));
        for (Event event : events) {
            boolean podBefore = !world.live().runningPods("stream").isEmpty();
            boolean applicationBefore =
                    world.live().all(ObjectKind.SPARK_APPLICATION).findAny().isPresent();
            happen(world, event);
            boolean created = !applicationBefore
                    && world.live().all(ObjectKind.SPARK_APPLICATION).findAny().isPresent();
            assertThat(created && podBefore)
                    .as("a stream was started while pods of another one were running")
                    .isFalse();
        }
    }

    private static void happen(Simulation world, Event event) {
        switch (event.happening()) {
            case READY -> world.ready(event.kind());
            case FAIL -> world.say(event.kind(), FAILURES.getOrDefault(event.kind(), "{}"));
            case SUSPEND -> world.change("{source: {simulator: {}}, suspend: true}");
            case RESUME -> world.change("{source: {simulator: {}}}");
            case CHANGE_STREAM -> world.change("{source: {simulator: {}}, stream: {trigger: 30s}}");
            case LOSE_RULES -> world.lose(ObjectKind.CONFIG_MAP, "shaft-rules");
            case DELETIONS_END -> world.finishDeletions();
            case POD_STARTS -> {
                if (world.live().all(ObjectKind.SPARK_APPLICATION).findAny().isPresent()) {
                    world.pod("driver");
                }
            }
            case POD_ENDS -> world.podGone("driver");
            default -> {}
        }
        world.reconcile();
    }

    /** Everybody does their part until nothing changes. */
    private static void settle(Simulation world) {
        for (int round = 0; round < 5; round++) {
            world.finishDeletions();
            world.podGone("driver");
            world.reconcile();
            OPERATED.forEach(world::ready);
            world.reconcile();
        }
    }
}
