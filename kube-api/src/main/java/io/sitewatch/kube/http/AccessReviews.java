package io.sitewatch.kube.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.access.Action;
import io.sitewatch.kube.access.Caller;
import io.sitewatch.kube.access.RoleAccess;
import io.sitewatch.kube.error.ApiException;
import io.sitewatch.kube.error.Cause;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.rest.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Questions about permissions: who am I, may I, what may I, and {@code kubectl create token}. They are answered, and not kept. */
final class AccessReviews {
    private final RoleAccess access;

    AccessReviews(RoleAccess access) {
        this.access = access;
    }

    /** @throws ApiException 403 when the caller may not ask that, 422 when it is not clear what is asked */
    ObjectNode review(Target target, Caller caller, ObjectNode question) {
        access.require(
                caller,
                new Action("create", target.type().group(), target.type().plural(), target.namespaceOrNone(), ""));
        String kind = target.type().kind();
        ObjectNode answer = question.deepCopy();
        ObjectNode status = answer.putObject("status");
        JsonNode spec = question.path("spec");
        switch (kind) {
            case "SelfSubjectRulesReview" -> rules(target, caller, Json.text(spec, "namespace"), status);
            case "SelfSubjectReview" -> user(caller, status.putObject("userInfo"));
            case "TokenReview" ->
                Caller.ofToken(Json.text(spec, "token"))
                        .ifPresentOrElse(
                                found -> user(
                                        found, status.put("authenticated", true).putObject("user")),
                                () -> status.put("authenticated", false).put("error", "no token of this server"));
            case "SelfSubjectAccessReview" -> allowed(target, caller, spec, status);
            default -> allowed(target, subject(target, spec), spec, status);
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

    private void allowed(Target target, Caller caller, JsonNode spec, ObjectNode status) {
        JsonNode resource = spec.path("resourceAttributes");
        JsonNode path = spec.path("nonResourceAttributes");
        if (resource.isObject() == path.isObject()) {
            throw invalid(
                    target,
                    Cause.invalid(
                            "spec.resourceAttributes",
                            "null",
                            "exactly one of nonResourceAttributes or resourceAttributes must be specified"));
        }
        Optional<String> reason = resource.isObject()
                ? access.reason(caller, action(resource))
                : access.reason(caller, Json.text(path, "verb"), Json.text(path, "path"));
        status.put("allowed", caller.isAdministrator() || reason.isPresent());
        if (!caller.isAdministrator()) {
            reason.ifPresent(words -> status.put("reason", words));
        }
    }

    private static Action action(JsonNode asked) {
        String subresource = Json.text(asked, "subresource");
        String resource = Json.text(asked, "resource");
        return new Action(
                Json.text(asked, "verb"),
                Json.text(asked, "group"),
                subresource.isEmpty() ? resource : resource + "/" + subresource,
                Json.text(asked, "namespace"),
                Json.text(asked, "name"));
    }

    private void rules(Target target, Caller caller, String namespace, ObjectNode status) {
        if (namespace.isEmpty()) {
            throw invalid(target, Cause.required("spec.namespace", "namespace must be specified"));
        }
        access.resourceRules(caller, namespace).forEach(status.putArray("resourceRules")::add);
        access.pathRules(caller).forEach(status.putArray("nonResourceRules")::add);
        status.put("incomplete", false);
    }

    private static void user(Caller caller, ObjectNode user) {
        user.put("username", caller.user());
        caller.groups().forEach(user.putArray("groups")::add);
    }

    private static Caller subject(Target target, JsonNode spec) {
        List<String> groups = new ArrayList<>();
        spec.path("groups").forEach(group -> groups.add(group.asText()));
        String user = Json.text(spec, "user");
        if (user.isEmpty() && groups.isEmpty()) {
            throw invalid(
                    target, Cause.invalid("spec.user", "\"\"", "at least one of user or group must be specified"));
        }
        return new Caller(user, groups);
    }

    private static ApiException invalid(Target target, Cause cause) {
        return ApiException.invalid(target.type().group(), target.type().kind(), "", List.of(cause));
    }
}
