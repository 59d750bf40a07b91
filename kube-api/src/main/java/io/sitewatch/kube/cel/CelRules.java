package io.sitewatch.kube.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.CelValidationException;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.sitewatch.kube.schema.Schema;
import io.sitewatch.kube.schema.Schema.CelRule;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Compiles the CEL rules of a CRD when first needed, and judges values by them. */
public final class CelRules {
    private static final Pattern OLD_SELF = Pattern.compile("\\boldSelf\\b");

    /** What a rule says of a value. */
    public sealed interface Outcome {
        record Accepted() implements Outcome {}

        /** @param message the rule's own words */
        record Refused(String message) implements Outcome {}

        /** The rule could not be judged. */
        record Failed(String message) implements Outcome {}
    }

    private final Map<String, CelRuntime.Program> programs = new ConcurrentHashMap<>();
    private final CelValues values = new CelValues();

    /** Whether a rule compares with the stored value. */
    public static boolean isTransition(CelRule rule) {
        return OLD_SELF.matcher(rule.rule()).find();
    }

    /** @param before the stored value; null when there is none */
    public Outcome evaluate(Schema schema, CelRule rule, JsonNode value, JsonNode before) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("self", values.of(schema, value));
        Object old = before == null ? null : values.of(schema, before);
        if (rule.optionalOldSelf().orElse(false)) {
            variables.put("oldSelf", Optional.ofNullable(old));
        } else if (old != null) {
            variables.put("oldSelf", old);
        }
        try {
            if (Boolean.TRUE.equals(program(rule.rule()).eval(variables))) {
                return new Outcome.Accepted();
            }
            return new Outcome.Refused(message(rule, variables));
        } catch (CelValidationException e) {
            return new Outcome.Failed("rule compile error: " + e.getMessage());
        } catch (CelEvaluationException e) {
            return new Outcome.Failed(
                    reason(e) + " evaluating rule: " + rule.rule().trim());
        }
    }

    private String message(CelRule rule, Map<String, Object> variables) {
        if (!rule.messageExpression().isEmpty()) {
            try {
                if (program(rule.messageExpression()).eval(variables) instanceof String text
                        && !text.isBlank()
                        && !text.contains("\n")) {
                    return text.trim();
                }
            } catch (CelValidationException | CelEvaluationException unusable) {
                return fixedMessage(rule);
            }
        }
        return fixedMessage(rule);
    }

    private static String fixedMessage(CelRule rule) {
        return rule.message().isEmpty()
                ? "failed rule: " + rule.rule().trim()
                : rule.message().trim();
    }

    private CelRuntime.Program program(String expression) throws CelValidationException, CelEvaluationException {
        CelRuntime.Program known = programs.get(expression);
        if (known == null) {
            known = CelEnvironment.compile(expression);
            programs.put(expression, known);
        }
        return known;
    }

    private static String reason(CelEvaluationException e) {
        String message = e.getMessage();
        int at = message.indexOf(": ");
        String bare = message.startsWith("evaluation error") && at > 0 ? message.substring(at + 2) : message;
        return bare.replaceAll("key '([^']*)' is not present in map\\.?", "no such key: $1");
    }
}
