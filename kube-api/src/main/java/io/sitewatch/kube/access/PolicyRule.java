package io.sitewatch.kube.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * One rule of a role, as RBAC has it: about resources, or about paths that are none.
 *
 * @param names of the objects; empty for every one
 * @param urls the paths; one that ends in {@code *} stands for all that begin so
 */
record PolicyRule(
        List<String> groups, List<String> resources, List<String> verbs, List<String> names, List<String> urls) {
    private static final String ALL = "*";

    static List<PolicyRule> of(JsonNode role) {
        return StreamSupport.stream(role.path("rules").spliterator(), false)
                .map(rule -> new PolicyRule(
                        texts(rule, "apiGroups"),
                        texts(rule, "resources"),
                        texts(rule, "verbs"),
                        texts(rule, "resourceNames"),
                        texts(rule, "nonResourceURLs")))
                .toList();
    }

    boolean allows(Action action) {
        return matches(verbs, action.verb())
                && matches(groups, action.group())
                && matchesResource(action.resource())
                && (names.isEmpty() || names.contains(action.name()));
    }

    boolean allows(String verb, String path) {
        return matches(verbs, verb) && urls.stream().anyMatch(url -> isUnder(url, path));
    }

    boolean isAboutResources() {
        return !resources.isEmpty();
    }

    /** The rule taken apart, so that each piece can be looked for in what somebody else may do. */
    List<PolicyRule> pieces() {
        List<PolicyRule> pieces = new ArrayList<>();
        for (String url : urls) {
            for (String verb : verbs) {
                pieces.add(new PolicyRule(List.of(), List.of(), List.of(verb), List.of(), List.of(url)));
            }
        }
        for (String group : groups) {
            for (String resource : resources) {
                for (String verb : verbs) {
                    pieces.add(new PolicyRule(List.of(group), List.of(resource), List.of(verb), names, List.of()));
                }
            }
        }
        return pieces;
    }

    /** Whether everything that a piece allows is allowed here, too. */
    boolean covers(PolicyRule piece) {
        if (!piece.isAboutResources()) {
            return allows(piece.verbs().get(0), piece.urls().get(0));
        }
        return matches(groups, piece.groups().get(0))
                && matchesResource(piece.resources().get(0))
                && matches(verbs, piece.verbs().get(0))
                && (names.isEmpty() || (!piece.names().isEmpty() && names.containsAll(piece.names())));
    }

    ObjectNode json() {
        ObjectNode rule = Json.object();
        put(rule, "verbs", verbs);
        put(rule, "apiGroups", groups);
        put(rule, "resources", resources);
        put(rule, "resourceNames", names);
        put(rule, "nonResourceURLs", urls);
        return rule;
    }

    /** As the API server writes it when it refuses to give it away. */
    String words() {
        if (!isAboutResources()) {
            return "{NonResourceURLs:" + quoted(urls) + ", Verbs:" + quoted(verbs) + "}";
        }
        return "{APIGroups:" + quoted(groups) + ", Resources:" + quoted(resources) + ", Verbs:" + quoted(verbs) + "}";
    }

    private boolean matchesResource(String resource) {
        return matches(resources, resource)
                || (resource.contains("/") && resources.contains("*" + resource.substring(resource.indexOf('/'))));
    }

    private static boolean isUnder(String url, String path) {
        return url.endsWith(ALL) ? path.startsWith(url.substring(0, url.length() - 1)) : url.equals(path);
    }

    private static boolean matches(List<String> allowed, String asked) {
        return allowed.contains(ALL) || allowed.contains(asked);
    }

    private static List<String> texts(JsonNode rule, String field) {
        List<String> texts = new ArrayList<>();
        rule.path(field).forEach(text -> texts.add(text.asText()));
        return List.copyOf(texts);
    }

    private static void put(ObjectNode rule, String field, List<String> texts) {
        if (!texts.isEmpty()) {
            texts.forEach(rule.putArray(field)::add);
        }
    }

    private static String quoted(List<String> texts) {
        return texts.stream().map(text -> "\"" + text + "\"").toList().toString();
    }
}
