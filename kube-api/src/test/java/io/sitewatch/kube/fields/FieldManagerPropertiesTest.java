package io.sitewatch.kube.fields;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.fields.FieldManager.Writer;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.schema.Schema;
import io.sitewatch.kube.schema.SchemaReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is applied by whomever in whichever order: the object is what the managers' last configurations say together. */
class FieldManagerPropertiesTest {
    private static final String NOW = "2026-01-02T03:04:05Z";
    private static final Schema SCHEMA = new SchemaReader().read(Json.literal("""
                            {"type":"object","properties":{"spec":{"type":"object","properties":{
                              "title":{"type":"string"},
                              "map":{"type":"object","additionalProperties":{"type":"string"}},
                              "set":{"type":"array","x-kubernetes-list-type":"set","items":{"type":"string"}},
                              "list":{"type":"array","x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["k"],
                                "items":{"type":"object","properties":{"k":{"type":"string"},"v":{"type":"string"}}}}}}}}
                            """));

    private final FieldManager manager = new FieldManager();

    /** What one manager wants. Values follow from keys, so that managers never disagree. */
    record Config(Set<String> map, Set<String> set, Set<String> list) {}

    record Step(String manager, Config config) {}

    @Property
    void theObjectIsTheUnionOfTheLastConfigurations(@ForAll("steps") List<Step> steps) {
        ObjectNode live = Json.object();
        Map<String, Config> last = new TreeMap<>();
        for (Step step : steps) {
            live = apply(live, step);
            last.put(step.manager(), step.config());
        }

        Set<String> map = new TreeSet<>();
        Set<String> set = new TreeSet<>();
        Set<String> list = new TreeSet<>();
        last.values().forEach(config -> {
            map.addAll(config.map());
            set.addAll(config.set());
            list.addAll(config.list());
        });
        ObjectNode found = live;
        Set<String> foundMap = new TreeSet<>();
        found.path("spec").path("map").fieldNames().forEachRemaining(foundMap::add);
        Set<String> foundSet = new TreeSet<>();
        found.path("spec").path("set").forEach(item -> foundSet.add(item.asText()));
        Set<String> foundList = new TreeSet<>();
        found.path("spec")
                .path("list")
                .forEach(item -> foundList.add(item.path("k").asText()));
        assertThat(foundMap).isEqualTo(map);
        assertThat(foundSet).isEqualTo(set);
        assertThat(foundList).isEqualTo(list);
    }

    @Property
    void applyingTwiceChangesNothing(@ForAll("steps") List<Step> steps) {
        ObjectNode live = Json.object();
        for (Step step : steps) {
            live = apply(live, step);
            assertThat(apply(live, step)).isEqualTo(live);
        }
    }

    @Property
    void setsOfFieldsKeepTheLawsOfSets(@ForAll("configs") Config one, @ForAll("configs") Config other) {
        FieldSet left = TypedValues.paths(SCHEMA, configuration(one));
        FieldSet right = TypedValues.paths(SCHEMA, configuration(other));

        assertThat(left.union(right)).isEqualTo(right.union(left));
        assertThat(left.minus(right).union(left.intersect(right))).isEqualTo(left);
        assertThat(left.minus(left).isEmpty()).isTrue();
        assertThat(FieldSet.of(left.toJson())).isEqualTo(left);
    }

    private ObjectNode apply(ObjectNode live, Step step) {
        return manager.apply(
                SCHEMA, live, configuration(step.config()), new Writer(step.manager(), "t/v1", "", true), false, NOW);
    }

    private static ObjectNode configuration(Config config) {
        ObjectNode object = Json.object();
        // One that loses all it had would be null, and the next manager who applies it in conflict with that.
        ObjectNode spec = object.putObject("spec").put("title", "the same to all");
        if (!config.map().isEmpty()) {
            ObjectNode map = spec.putObject("map");
            config.map().forEach(key -> map.put(key, "value of " + key));
        }
        if (!config.set().isEmpty()) {
            ArrayNode set = spec.putArray("set");
            config.set().forEach(set::add);
        }
        if (!config.list().isEmpty()) {
            ArrayNode list = spec.putArray("list");
            config.list().forEach(key -> list.addObject().put("k", key).put("v", "value of " + key));
        }
        return object;
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(Arbitraries.of("one", "two", "three"), configs())
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<Config> configs() {
        Arbitrary<Set<String>> keys = Arbitraries.of("a", "b", "c", "d").set();
        return Combinators.combine(keys, keys, keys).as(Config::new);
    }
}
