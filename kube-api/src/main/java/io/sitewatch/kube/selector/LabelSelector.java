package io.sitewatch.kube.selector;

import com.fasterxml.jackson.databind.JsonNode;
import io.sitewatch.kube.error.ApiException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A {@code labelSelector} parameter: equality, set and existence terms, all of which must hold. */
public final class LabelSelector implements Predicate<Map<String, String>> {
    public static final LabelSelector ALL = new LabelSelector(List.of());

    private static final Pattern EQUALITY = Pattern.compile("([^=!\\s]+)\\s*(==|=|!=)\\s*(\\S*)");
    private static final Pattern MEMBERSHIP = Pattern.compile("(\\S+)\\s+(in|notin)\\s*\\(([^)]*)\\)");
    private static final Pattern EXISTENCE = Pattern.compile("(!?)\\s*([A-Za-z0-9][A-Za-z0-9_./-]*)");

    private final List<Predicate<Map<String, String>>> terms;

    private LabelSelector(List<Predicate<Map<String, String>>> terms) {
        this.terms = terms;
    }

    public static LabelSelector parse(String text) {
        if (text == null || text.isBlank()) {
            return ALL;
        }
        return new LabelSelector(split(text).stream().map(LabelSelector::term).toList());
    }

    /** A selector as objects have it, of {@code matchLabels} and {@code matchExpressions}. */
    public static LabelSelector of(JsonNode selector) {
        List<String> terms = new ArrayList<>();
        selector.path("matchLabels")
                .properties()
                .forEach(label ->
                        terms.add(label.getKey() + "=" + label.getValue().asText()));
        for (JsonNode expression : selector.path("matchExpressions")) {
            String key = expression.path("key").asText();
            List<String> values = new ArrayList<>();
            expression.path("values").forEach(value -> values.add(value.asText()));
            String anyOf = "(" + String.join(",", values) + ")";
            switch (expression.path("operator").asText()) {
                case "In" -> terms.add(key + " in " + anyOf);
                case "NotIn" -> terms.add(key + " notin " + anyOf);
                case "Exists" -> terms.add(key);
                default -> terms.add("!" + key);
            }
        }
        return parse(String.join(",", terms));
    }

    @Override
    public boolean test(Map<String, String> labels) {
        for (Predicate<Map<String, String>> term : terms) {
            if (!term.test(labels)) {
                return false;
            }
        }
        return true;
    }

    private static Predicate<Map<String, String>> term(String text) {
        Matcher membership = MEMBERSHIP.matcher(text);
        if (membership.matches()) {
            String key = membership.group(1);
            Set<String> values = Arrays.stream(membership.group(3).split(","))
                    .map(String::trim)
                    .collect(Collectors.toUnmodifiableSet());
            return "in".equals(membership.group(2))
                    ? labels -> labels.containsKey(key) && values.contains(labels.get(key))
                    : labels -> !labels.containsKey(key) || !values.contains(labels.get(key));
        }
        Matcher equality = EQUALITY.matcher(text);
        if (equality.matches()) {
            String key = equality.group(1);
            String value = equality.group(3);
            return "!=".equals(equality.group(2))
                    ? labels -> !value.equals(labels.get(key))
                    : labels -> value.equals(labels.get(key));
        }
        Matcher existence = EXISTENCE.matcher(text);
        if (existence.matches()) {
            String key = existence.group(2);
            return existence.group(1).isEmpty()
                    ? labels -> labels.containsKey(key)
                    : labels -> !labels.containsKey(key);
        }
        throw ApiException.badRequest("unable to parse requirement: found '" + text
                + "', expected: '=', '!=', '==', 'in', 'notin', a key, or '!' and a key");
    }

    /** Splits at the commas outside of parentheses. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(text.substring(start, i).trim());
                start = i + 1;
            }
        }
        parts.add(text.substring(start).trim());
        return parts;
    }
}
