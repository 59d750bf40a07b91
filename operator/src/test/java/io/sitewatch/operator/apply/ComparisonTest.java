package io.sitewatch.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.operator.fixture.Operands;
import io.sitewatch.operator.fixture.Sites;
import io.sitewatch.operator.json.Json;
import io.sitewatch.operator.live.LiveObject;
import io.sitewatch.operator.live.ObjectId;
import io.sitewatch.operator.live.ObjectKind;
import io.sitewatch.operator.render.Desired;
import io.sitewatch.operator.render.Rendering;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private final Rendering rendering = Rendering.of(Sites.model(Sites.shaft("{source: {simulator: {}}}")));
    private final Desired producer = desired(ObjectKind.DEPLOYMENT, "shaft-producer");

    @Test
    void whatWasAppliedMatches() {
        assertThat(Comparison.matches(producer, Operands.ready(producer))).isTrue();
    }

    @Test
    void whatTheServerAndOthersAddIsNoDifference() {
        LiveObject live = edited(producer, tree -> {
            spec(tree).put("progressDeadlineSeconds", 600);
            container(tree).put("terminationMessagePath", "/dev/termination-log");
            container(tree)
                    .withArrayProperty("env")
                    .addObject()
                    .put("name", "INJECTED")
                    .put("value", "by a webhook");
            ((ObjectNode) tree.at("/metadata/labels")).put("team", "tunnels");
        });
        assertThat(Comparison.matches(producer, live)).isTrue();
    }

    @Test
    void twoWaysOfWritingOneAmountAreNoDifference() {
        LiveObject live = edited(producer, tree -> {
            ((ObjectNode) container(tree).at("/resources/requests")).put("cpu", "0.1");
            ((ObjectNode) container(tree).at("/resources/limits")).put("memory", "262144Ki");
        });
        assertThat(Comparison.matches(producer, live)).isTrue();
    }

    @Test
    void aFieldThatSomebodyChangedIsNamed() {
        LiveObject live = edited(producer, tree -> spec(tree).put("replicas", 5));
        assertThat(Comparison.matches(producer, live)).isFalse();
        assertThat(Comparison.differences(producer, live)).singleElement().satisfies(difference -> {
            assertThat(difference.path()).isEqualTo("spec.replicas");
            assertThat(difference.live().asInt()).isEqualTo(5);
            assertThat(difference.desired().asInt()).isEqualTo(1);
        });
    }

    @Test
    void aVariableThatSomebodyRemovedIsMissed() {
        LiveObject live = edited(
                producer, tree -> container(tree).withArrayProperty("env").remove(0));
        assertThat(Comparison.differences(producer, live))
                .extracting(Difference::path)
                .containsExactly("spec.template.spec.containers[producer].env[SITE_NAME]");
    }

    @Test
    void aFieldThatWeNoLongerSetIsNoticedByTheDigest() {
        Desired before = Rendering.of(Sites.model(Sites.shaft("{source: {simulator: {faults: nulls=0.1}}}")))
                .byId()
                .get(new ObjectId(ObjectKind.DEPLOYMENT, "shaft-instruments"));
        Desired after = desired(ObjectKind.DEPLOYMENT, "shaft-instruments");
        LiveObject live = Operands.ready(before);
        assertThat(Comparison.differences(after, live))
                .extracting(Difference::path)
                .allMatch(path -> path.startsWith("metadata.annotations"));
        assertThat(Comparison.matches(after, live)).isFalse();
    }

    private Desired desired(ObjectKind kind, String name) {
        return rendering.byId().get(new ObjectId(kind, name));
    }

    private static LiveObject edited(Desired desired, Consumer<ObjectNode> edit) {
        ObjectNode tree = Operands.ready(desired).tree().deepCopy();
        edit.accept(tree);
        return LiveObject.of(Json.manifest(tree)).orElseThrow();
    }

    private static ObjectNode spec(ObjectNode tree) {
        return (ObjectNode) tree.get("spec");
    }

    private static ObjectNode container(ObjectNode tree) {
        return (ObjectNode) tree.at("/spec/template/spec/containers/0");
    }
}
