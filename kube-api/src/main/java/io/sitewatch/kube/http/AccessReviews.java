package io.sitewatch.kube.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.access.Action;
import io.sitewatch.kube.access.Caller;
import io.sitewatch.kube.access.RoleAccess;
import io.sitewatch.kube.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Questions about permissions: who am I, may I, what may I, and {@code kubectl create token}. */
final class AccessReviews {
    private static final String AUTHORIZATION = "authorization.k8s.io";
    private static final String AUTHENTICATION = "authentication.k8s.io";
    private static final Set<String> QUESTIONS = Set.of(
            "subjectaccessreviews", "selfsubjectaccessreviews", "localsubjectaccessreviews", "selfsubjectrulesreviews");

    private final RoleAccess access;

    AccessReviews(RoleAccess access) {
        this.access = access;
    }

    boolean serves(String group, String plural) {
        return (group.equals(AUTHORIZATION) && QUESTIONS.contains(plural))
                || (group.equals(AUTHENTICATION) && plural.equals("selfsubjectreviews"));
    }

    ObjectNode review(Caller caller, ObjectNode question) {
        ObjectNode answer = question.deepCopy();
        ObjectNode status = answer.putObject("status");
        JsonNode spec = question.path("spec");
        switch (Json.text(question, "kind")) {
            case "SelfSubjectRulesReview" -> rules(caller, Json.text(spec, "namespace"), status);
            case "SelfSubjectReview" -> {
                ObjectNode user = status.putObject("userInfo").put("username", caller.user());
                caller.groups().forEach(user.putArray("groups")::add);
            }
            case "SelfSubjectAccessReview" -> allowed(caller, spec, status);
            default -> allowed(subject(spec), spec, status);
        }
        return answer;
    }

    /** Whether {@code path} is {@code namespaces/…/serviceaccounts/…/token}. */
    boolean isTokenRequest(String group, List<String> path) {
        return group.isEmpty()
                && path.size() == 5
                && path.get(2).equals("serviceaccounts")
                && path.get(4).equals("token");
    }

    ObjectNode token(Caller caller, List<String> path, ObjectNode request) {
        String namespace = path.get(1);
        String serviceAccount = path.get(3);
        access.require(caller, new Action("create", "", "serviceaccounts/token", namespace, serviceAccount));
        ObjectNode answer = request.deepCopy();
        answer.putObject("status")
                .put("token", Caller.token(namespace, serviceAccount))
                .put("expirationTimestamp", "2099-01-01T00:00:00Z");
        return answer;
    }

    private void allowed(Caller caller, JsonNode spec, ObjectNode status) {
        JsonNode asked = spec.path("resourceAttributes");
        if (asked.isMissingNode()) {
            // Discovery and health are open to everybody.
            status.put("allowed", true);
            return;
        }
        String subresource = Json.text(asked, "subresource");
        String resource = Json.text(asked, "resource");
        status.put(
                "allowed",
                access.allows(
                        caller,
                        new Action(
                                Json.text(asked, "verb"),
                                Json.text(asked, "group"),
                                subresource.isEmpty() ? resource : resource + "/" + subresource,
                                Json.text(asked, "namespace"),
                                Json.text(asked, "name"))));
    }

    private void rules(Caller caller, String namespace, ObjectNode status) {
        ArrayNode rules = status.putArray("resourceRules");
        access.rulesAsJson(caller, namespace).forEach(rules::add);
        ObjectNode open = status.putArray("nonResourceRules").addObject();
        open.putArray("verbs").add(caller.isAdministrator() ? "*" : "get");
        ArrayNode paths = open.putArray("nonResourceURLs");
        (caller.isAdministrator()
                        ? List.of("*")
                        : List.of("/api", "/api/*", "/apis", "/apis/*", "/healthz", "/livez", "/openapi/*", "/version"))
                .forEach(paths::add);
        status.put("incomplete", false);
    }

    private static Caller subject(JsonNode spec) {
        List<String> groups = new ArrayList<>();
        spec.path("groups").forEach(group -> groups.add(group.asText()));
        Caller named = Caller.of("", Json.text(spec, "user"));
        groups.addAll(named.groups());
        return new Caller(Json.text(spec, "user"), groups);
    }
}
