package io.sitewatch.kube.validation;

import com.fasterxml.jackson.databind.JsonNode;
import io.sitewatch.kube.cel.CelRules;
import io.sitewatch.kube.cel.CelRules.Outcome;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.schema.Schema;
import io.sitewatch.kube.schema.Schema.CelRule;
import io.sitewatch.kube.schema.Schema.ListType;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Walks an object and judges the CEL rules of its schema. */
final class RuleValidator {
    private static final Pattern FIELD_STEP = Pattern.compile("\\.([^.\\[\\]]+)|\\['((?:[^'\\\\]|\\\\.)*)'\\]");

    private final CelRules rules;

    RuleValidator(CelRules rules) {
        this.rules = rules;
    }

    /** @param before the stored value at the same place; null when there is none */
    void validate(Schema schema, JsonNode value, JsonNode before, FieldPath path, Problems problems) {
        if (!schema.hasRules() || value.isNull()) {
            return;
        }
        boolean unchanged = before != null && Json.equal(value, before);
        for (CelRule rule : schema.rules()) {
            if (!unchanged || CelRules.isTransition(rule)) {
                judge(schema, rule, value, before, path, problems);
            }
        }
        if (value.isObject()) {
            value.properties().forEach(entry -> {
                Schema field = schema.field(entry.getKey());
                if (field != null) {
                    boolean mapValue = !schema.properties().containsKey(entry.getKey());
                    FieldPath at = mapValue ? path.key(entry.getKey()) : path.field(entry.getKey());
                    validate(field, entry.getValue(), before == null ? null : before.get(entry.getKey()), at, problems);
                }
            });
        } else if (value.isArray() && schema.items() != null) {
            Correlation correlation = new Correlation(schema, before);
            for (int i = 0; i < value.size(); i++) {
                JsonNode old = schema.listType() == ListType.MAP ? correlation.of(value.get(i)) : null;
                validate(schema.items(), value.get(i), old, path.index(i), problems);
            }
        }
    }

    private void judge(
            Schema schema, CelRule rule, JsonNode value, JsonNode before, FieldPath path, Problems problems) {
        boolean transition = CelRules.isTransition(rule);
        boolean optionalOld = rule.optionalOldSelf().orElse(false);
        if (transition && before == null && !optionalOld) {
            return;
        }
        Outcome outcome = rules.evaluate(schema, rule, value, before);
        if (outcome instanceof Outcome.Refused refused) {
            report(rule, refused.message(), value, at(path, rule.fieldPath()), problems);
        } else if (outcome instanceof Outcome.Failed failed) {
            problems.invalid(path, "\"" + ValueRules.typeOf(value) + "\"", failed.message());
        }
    }

    private static void report(CelRule rule, String message, JsonNode value, FieldPath path, Problems problems) {
        switch (rule.reason()) {
            case "FieldValueForbidden" -> problems.add(rule.reason(), path, "Forbidden: " + message);
            case "FieldValueRequired" -> problems.add(rule.reason(), path, "Required value: " + message);
            case "FieldValueDuplicate" -> problems.add(rule.reason(), path, "Duplicate value" + shown(value));
            default -> problems.add("FieldValueInvalid", path, "Invalid value" + shown(value) + ": " + message);
        }
    }

    /** Scalars are shown, objects and lists are not (before Kubernetes 1.36: their type). */
    private static String shown(JsonNode value) {
        return value.isContainerNode() ? "" : ": " + value;
    }

    private static FieldPath at(FieldPath path, String steps) {
        FieldPath result = path;
        Matcher matcher = FIELD_STEP.matcher(steps);
        while (matcher.find()) {
            result = matcher.group(1) != null ? result.field(matcher.group(1)) : result.key(matcher.group(2));
        }
        return result;
    }
}
