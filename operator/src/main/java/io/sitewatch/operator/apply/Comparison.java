package io.sitewatch.operator.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.api.model.Quantity;
import io.sitewatch.operator.live.LiveObject;
import io.sitewatch.operator.render.Desired;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * What differs between an object as it is and as it should be, in the fields that are ours. Fields of others, and defaults
 * that the API server adds, are no difference; nor are two ways of writing one amount, nor something empty that is absent.
 */
public final class Comparison {
    /** By what the API server tells the entries of lists apart, so that others may add entries of their own. */
    private static final List<String> MERGE_KEYS = List.of("name", "mountPath", "containerPort", "port", "uid");

    private static final Set<String> AMOUNTS = Set.of("requests", "limits", "cpu", "memory", "storage");

    private Comparison() {}

    /** Whether the object has all that we set, and nothing that we once set and no longer do. */
    public static boolean matches(Desired desired, LiveObject live) {
        return desired.annotation(Desired.APPLIED).equals(live.annotation(Desired.APPLIED))
                && differences(desired, live).isEmpty();
    }

    /** Whether the specs match, whatever the labels do. */
    public static boolean specMatches(Desired desired, LiveObject live) {
        if (!desired.annotation(Desired.SPEC).equals(live.annotation(Desired.SPEC))) {
            return false;
        }
        List<Difference> differences = new ArrayList<>();
        compare("spec", desired.tree().path("spec"), live.at("/spec"), differences);
        return differences.isEmpty();
    }

    /** The fields of ours that are not as they should be. */
    public static List<Difference> differences(Desired desired, LiveObject live) {
        List<Difference> differences = new ArrayList<>();
        desired.tree().properties().forEach(field -> {
            JsonNode actual = live.tree().path(field.getKey());
            compare(field.getKey(), field.getValue(), actual, differences);
        });
        return List.copyOf(differences);
    }

    private static void compare(String path, JsonNode desired, JsonNode live, List<Difference> differences) {
        if (desired.isObject() && (live.isObject() || live.isMissingNode() && desired.isEmpty())) {
            desired.properties()
                    .forEach(field -> compare(
                            path + "." + field.getKey(), field.getValue(), live.path(field.getKey()), differences));
        } else if (desired.isArray() && live.isArray()) {
            compareLists(path, desired, live, differences);
        } else if (!same(path, desired, live)) {
            differences.add(new Difference(path, live, desired));
        }
    }

    private static void compareLists(String path, JsonNode desired, JsonNode live, List<Difference> differences) {
        Optional<String> key = mergeKey(desired);
        if (key.isEmpty()) {
            if (desired.size() != live.size()) {
                differences.add(new Difference(path, live, desired));
                return;
            }
            for (int at = 0; at < desired.size(); at++) {
                compare(path + "[" + at + "]", desired.get(at), live.get(at), differences);
            }
            return;
        }
        for (JsonNode entry : desired) {
            JsonNode name = entry.get(key.get());
            Optional<JsonNode> counterpart = StreamSupport.stream(live.spliterator(), false)
                    .filter(other -> name.equals(other.get(key.get())))
                    .findFirst();
            String entryPath = path + "[" + name.asText() + "]";
            if (counterpart.isPresent()) {
                compare(entryPath, entry, counterpart.get(), differences);
            } else {
                differences.add(new Difference(entryPath, MissingNode.getInstance(), entry));
            }
        }
    }

    private static Optional<String> mergeKey(JsonNode list) {
        return MERGE_KEYS.stream()
                .filter(key -> !list.isEmpty()
                        && StreamSupport.stream(list.spliterator(), false).allMatch(entry -> entry.has(key))
                        && StreamSupport.stream(list.spliterator(), false)
                                        .map(entry -> entry.get(key))
                                        .distinct()
                                        .count()
                                == list.size())
                .findFirst();
    }

    private static boolean same(String path, JsonNode desired, JsonNode live) {
        if (desired.equals(live)) {
            return true;
        }
        if (live.isMissingNode()) {
            return desired.isContainerNode() && desired.isEmpty()
                    || desired.isTextual() && desired.asText().isEmpty();
        }
        if (desired.isNumber() && live.isNumber()) {
            return desired.decimalValue().compareTo(live.decimalValue()) == 0;
        }
        return desired.isValueNode()
                && live.isValueNode()
                && isAmount(path)
                && sameAmount(desired.asText(), live.asText());
    }

    private static boolean isAmount(String path) {
        String[] steps = path.split("\\.");
        return steps.length > 1 && AMOUNTS.contains(steps[steps.length - 2])
                || AMOUNTS.contains(steps[steps.length - 1]);
    }

    private static boolean sameAmount(String one, String other) {
        try {
            return Quantity.getAmountInBytes(new Quantity(one))
                            .compareTo(Quantity.getAmountInBytes(new Quantity(other)))
                    == 0;
        } catch (IllegalArgumentException notAnAmount) {
            return false;
        }
    }
}
