package io.sitewatch.operator.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.crds.v1alpha1.MonitoringSiteSpec;
import io.sitewatch.operator.fixture.Operands;
import io.sitewatch.operator.fixture.Sites;
import io.sitewatch.operator.json.Json;
import io.sitewatch.operator.live.LiveObject;
import io.sitewatch.operator.live.LiveSite;
import io.sitewatch.operator.model.SiteModel;
import io.sitewatch.operator.status.ProgressPolicy;
import io.sitewatch.operator.status.StatusAggregator;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every field of the API does something: set, changed and unset again, it is seen in what is rendered. The fields are found
 * by reflection, so that a new one fails here until {@code every-field.yaml} says two values for it.
 */
class EveryFieldTest {
    private static final JsonNode VALUES = values();

    /** Fields for people, which nothing is rendered from. */
    private static final Set<String> FOR_PEOPLE = Set.of("displayName");

    /** Fields that are seen in Elasticsearch and Kibana, of which nothing is rendered. */
    private static final Set<String> OF_CONTENT =
            Set.of("search.retention", "search.kibana.connector", "search.kibana.manageDashboards");

    static Stream<String> fields() {
        List<String> paths = new ArrayList<>();
        collect("", MonitoringSiteSpec.class, paths);
        return paths.stream();
    }

    @Test
    void everyFieldHasValues() {
        Set<String> named = new TreeSet<>();
        VALUES.fieldNames().forEachRemaining(named::add);
        assertThat(named)
                .as("src/test/resources/every-field.yaml says a base, and two values, for every field of the API")
                .containsExactlyInAnyOrderElementsOf(new TreeSet<>(fields().toList()));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void aFieldIsSetAndChangedAndUnset(String path) {
        JsonNode entry = VALUES.get(path);
        ObjectNode without = base(entry, path);
        Map<String, JsonNode> unset = rendered(without);
        Map<String, JsonNode> set = rendered(with(without, path, entry.get("set")));
        if (FOR_PEOPLE.contains(path) || OF_CONTENT.contains(path)) {
            assertThat(set).isEqualTo(unset);
            return;
        }
        assertThat(set).as("set").isNotEqualTo(unset);
        // Presence is all that an empty structure says.
        if (entry.has("change")) {
            assertThat(rendered(with(without, path, entry.get("change"))))
                    .as("changed")
                    .isNotEqualTo(set);
        }
        assertThat(rendered(base(entry, path))).as("unset").isEqualTo(unset);
    }

    private static JsonNode values() {
        try (var yaml = EveryFieldTest.class.getResourceAsStream("/every-field.yaml")) {
            return Serialization.yamlMapper().readTree(yaml);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** A spec without the field, in which the field can be set. */
    private static ObjectNode base(JsonNode entry, String path) {
        ObjectNode spec = entry.has("base")
                ? entry.get("base").deepCopy()
                : Serialization.yamlMapper().createObjectNode();
        if (!spec.has("source") && !path.startsWith("source")) {
            spec.putObject("source").putObject("simulator");
        }
        return spec;
    }

    private static ObjectNode with(ObjectNode spec, String path, JsonNode value) {
        ObjectNode changed = spec.deepCopy();
        ObjectNode parent = changed;
        String[] steps = path.split("\\.");
        for (int at = 0; at < steps.length - 1; at++) {
            String step = steps[at].replace("[]", "");
            if (steps[at].endsWith("[]")) {
                ArrayNode list =
                        (ArrayNode) Optional.ofNullable(parent.get(step)).orElseGet(() -> null);
                if (list == null) {
                    list = parent.putArray(step);
                }
                parent = (ObjectNode) (list.isEmpty() ? list.addObject() : list.get(0));
            } else {
                parent = parent.withObjectProperty(step);
            }
        }
        parent.set(steps[steps.length - 1], value);
        return changed;
    }

    /** Everything that is made of a spec, the addresses in the status too. */
    private static Map<String, JsonNode> rendered(ObjectNode spec) {
        MonitoringSite site = Sites.shaft(spec.toString());
        LiveSite ready = Operands.ready(site);
        SiteModel model = Sites.model(site, ready);
        Map<String, JsonNode> objects = new TreeMap<>();
        Rendering rendering = Rendering.of(model);
        Collection<Desired> all = rendering.all();
        all.forEach(desired -> objects.put(desired.id().toString(), desired.tree()));
        objects.put(
                "endpoints",
                Json.tree(new StatusAggregator(Clock.systemUTC(), new ProgressPolicy(Duration.ofMinutes(1), 1000))
                        .next(site, model, rendering, LiveSite.of(List.<LiveObject>of()), List.of(), Optional.empty())
                        .getEndpoints()));
        return objects;
    }

    private static void collect(String prefix, Class<?> type, List<String> paths) {
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) || field.isSynthetic()) {
                continue;
            }
            String path = prefix + field.getName();
            Type generic = field.getGenericType();
            if (field.getType() == List.class) {
                collect(path + "[].", (Class<?>) ((ParameterizedType) generic).getActualTypeArguments()[0], paths);
            } else if (isStructure(field.getType())) {
                int before = paths.size();
                collect(path + ".", field.getType(), paths);
                if (paths.size() == before) {
                    paths.add(path);
                }
            } else {
                paths.add(path);
            }
        }
    }

    private static boolean isStructure(Class<?> type) {
        return type.getPackage() == MonitoringSiteSpec.class.getPackage() && !type.isEnum();
    }
}
