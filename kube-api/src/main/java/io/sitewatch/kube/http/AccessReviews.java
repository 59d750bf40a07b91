package io.sitewatch.kube.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.json.Json;
import java.util.Set;

/** Questions about permissions. This server has no users, so everything is allowed. */
final class AccessReviews {
    private static final Set<String> AUTHORIZATION = Set.of(
            "subjectaccessreviews", "selfsubjectaccessreviews", "localsubjectaccessreviews", "selfsubjectrulesreviews");

    boolean serves(String group, String plural) {
        return (group.equals("authorization.k8s.io") && AUTHORIZATION.contains(plural))
                || (group.equals("authentication.k8s.io") && plural.equals("selfsubjectreviews"));
    }

    ObjectNode review(ObjectNode question) {
        ObjectNode answer = question.deepCopy();
        ObjectNode status = answer.putObject("status");
        switch (Json.text(question, "kind")) {
            case "SelfSubjectRulesReview" -> {
                status.put("incomplete", false);
                ObjectNode rule = status.putArray("resourceRules").addObject();
                rule.putArray("verbs").add("*");
                rule.putArray("apiGroups").add("*");
                rule.putArray("resources").add("*");
                ObjectNode paths = status.putArray("nonResourceRules").addObject();
                paths.putArray("verbs").add("*");
                paths.putArray("nonResourceURLs").add("*");
            }
            case "SelfSubjectReview" ->
                status.putObject("userInfo")
                        .put("username", "system:admin")
                        .putArray("groups")
                        .add("system:masters");
            default -> status.put("allowed", true).put("reason", "this API server has no authorization");
        }
        return answer;
    }
}
