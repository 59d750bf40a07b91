package io.sitewatch.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.sitewatch.operator.fixture.Operands;
import io.sitewatch.operator.fixture.Simulation;
import io.sitewatch.operator.fixture.Sites;
import io.sitewatch.operator.live.LiveSite;
import io.sitewatch.operator.live.ObjectId;
import io.sitewatch.operator.live.ObjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DeletionTest {
    @Test
    void withDeleteEverythingGoesAndTopicsGoBeforeTheirOperator() {
        List<ObjectKind> order = deleteAll(false);
        assertThat(order.indexOf(ObjectKind.SPARK_APPLICATION)).isLessThan(order.indexOf(ObjectKind.KAFKA_TOPIC));
        assertThat(order.lastIndexOf(ObjectKind.KAFKA_TOPIC)).isLessThan(order.indexOf(ObjectKind.KAFKA));
        assertThat(order.lastIndexOf(ObjectKind.KAFKA_USER)).isLessThan(order.indexOf(ObjectKind.KAFKA));
        assertThat(order.lastIndexOf(ObjectKind.ELASTICSEARCH)).isLessThan(order.indexOf(ObjectKind.SECRET));
        assertThat(order).contains(ObjectKind.POSTGRES_CLUSTER, ObjectKind.VOLUME_CLAIM);
    }

    @Test
    void withRetainWhatDataDependsOnStays() {
        assertThat(deleteAll(true))
                .contains(ObjectKind.SPARK_APPLICATION, ObjectKind.DEPLOYMENT, ObjectKind.CONFIG_MAP)
                .doesNotContain(
                        ObjectKind.KAFKA,
                        ObjectKind.KAFKA_NODE_POOL,
                        ObjectKind.KAFKA_TOPIC,
                        ObjectKind.KAFKA_USER,
                        ObjectKind.POSTGRES_CLUSTER,
                        ObjectKind.ELASTICSEARCH,
                        ObjectKind.VOLUME_CLAIM,
                        ObjectKind.SECRET);
    }

    @Test
    void aStepWaitsForWhatIsNotGone() {
        Simulation world = new Simulation(Sites.shaft("{source: {simulator: {}}}"));
        world.pod("driver");
        Deletion.Step step = Deletion.next(world.live(), false);
        assertThat(step.done()).isFalse();
        assertThat(step.delete()).as("pods go with what made them").isEmpty();
        assertThat(step.waitingFor()).containsExactly(new ObjectId(ObjectKind.POD, "driver"));
    }

    /** Kinds in the order in which their deletion begins. */
    private static List<ObjectKind> deleteAll(boolean retain) {
        LiveSite live = Operands.ready(Sites.shaft("{source: {simulator: {}}}"));
        List<ObjectKind> order = new ArrayList<>();
        for (Deletion.Step step = Deletion.next(live, retain); !step.done(); step = Deletion.next(live, retain)) {
            assertThat(step.delete()).isNotEmpty();
            step.delete().forEach(id -> order.add(id.kind()));
            Set<ObjectId> gone = Set.copyOf(step.delete());
            live = LiveSite.of(live.objects().values().stream()
                    .filter(object -> !gone.contains(object.id()))
                    .collect(Collectors.toList()));
        }
        return order;
    }
}
