package io.sitewatch.kube.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.schema.Schema;
import io.sitewatch.kube.schema.Schema.ListType;
import io.sitewatch.kube.schema.SchemaReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Holds an object against its structural schema. What did not change from a stored object is not held against it again. */
final class StructureValidator {
    private static final List<String> LOGIC = List.of("allOf", "anyOf", "oneOf", "not");

    private final ValueRules valueRules = new ValueRules();
    private final SchemaReader reader = new SchemaReader();

    /** @param before the stored value at the same place, or null */
    void validate(Schema schema, JsonNode value, JsonNode before, FieldPath path, Problems problems) {
        if (before != null && Json.equal(value, before)) {
            return;
        }
        if (!valueRules.check(schema, value, path, problems) || value.isNull()) {
            return;
        }
        if (value.isObject()) {
            object(schema, value, before, path, problems);
        } else if (value.isArray()) {
            array(schema, value, before, path, problems);
        }
        logic(schema.source(), value, path, problems);
    }

    private void object(Schema schema, JsonNode value, JsonNode before, FieldPath path, Problems problems) {
        for (String required : schema.required()) {
            if (!value.has(required)) {
                problems.required(path.field(required));
            }
        }
        value.properties().forEach(entry -> {
            Schema field = schema.field(entry.getKey());
            if (field != null) {
                validate(
                        field,
                        entry.getValue(),
                        before == null ? null : before.get(entry.getKey()),
                        path.field(entry.getKey()),
                        problems);
            }
        });
    }

    private void array(Schema schema, JsonNode value, JsonNode before, FieldPath path, Problems problems) {
        Correlation correlation = new Correlation(schema, before);
        for (int i = 0; i < value.size(); i++) {
            if (schema.items() != null) {
                validate(schema.items(), value.get(i), correlation.of(value.get(i)), path.index(i), problems);
            }
        }
        unique(schema, value, path, problems);
    }

    private static void unique(Schema schema, JsonNode value, FieldPath path, Problems problems) {
        if (schema.listType() == ListType.ATOMIC) {
            return;
        }
        Set<JsonNode> seen = new HashSet<>();
        for (int i = 0; i < value.size(); i++) {
            JsonNode identity =
                    schema.listType() == ListType.SET ? value.get(i) : Correlation.keys(schema, value.get(i));
            if (!seen.add(identity)) {
                problems.duplicate(path.index(i), identity);
            }
        }
    }

    /** allOf, anyOf, oneOf and not hold values only; their structure is that of the node itself. */
    private void logic(ObjectNode source, JsonNode value, FieldPath path, Problems problems) {
        for (String word : LOGIC) {
            JsonNode branches = source.get(word);
            if (branches == null) {
                continue;
            }
            String at = "\"" + path.text() + "\"";
            if (word.equals("not")) {
                if (accepts(branches, value)) {
                    problems.invalid(FieldPath.ROOT, "\"\"", at + " must not validate the schema (not)");
                }
                continue;
            }
            List<Problems> failed = new ArrayList<>();
            int accepted = 0;
            for (JsonNode branch : branches) {
                Problems inner = new Problems();
                validate(loose(branch), value, null, path, inner);
                if (inner.isEmpty()) {
                    accepted++;
                } else {
                    failed.add(inner);
                }
            }
            judge(word, at, accepted, failed, problems);
        }
    }

    private static void judge(String word, String at, int accepted, List<Problems> failed, Problems problems) {
        switch (word) {
            case "allOf" -> {
                if (!failed.isEmpty()) {
                    problems.invalid(FieldPath.ROOT, "\"\"", at + " must validate all the schemas (allOf)");
                    failed.forEach(inner -> problems.causes().addAll(inner.causes()));
                }
            }
            case "anyOf" -> {
                if (accepted == 0) {
                    problems.invalid(FieldPath.ROOT, "\"\"", at + " must validate at least one schema (anyOf)");
                    nearest(failed, problems);
                }
            }
            default -> {
                if (accepted != 1) {
                    problems.invalid(
                            FieldPath.ROOT,
                            "\"\"",
                            at + " must validate one and only one schema (oneOf). Found "
                                    + (accepted == 0 ? "none valid" : accepted + " valid alternatives"));
                    if (accepted == 0) {
                        nearest(failed, problems);
                    }
                }
            }
        }
    }

    /** What the branch that came closest has against the value. */
    private static void nearest(List<Problems> failed, Problems problems) {
        failed.stream()
                .min((one, other) ->
                        Integer.compare(one.causes().size(), other.causes().size()))
                .ifPresent(inner -> problems.causes().addAll(inner.causes()));
    }

    private boolean accepts(JsonNode branch, JsonNode value) {
        Problems inner = new Problems();
        validate(loose(branch), value, null, FieldPath.ROOT, inner);
        return inner.isEmpty();
    }

    private Schema loose(JsonNode branch) {
        return reader.read(branch);
    }
}
