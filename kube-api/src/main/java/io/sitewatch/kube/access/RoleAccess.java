package io.sitewatch.kube.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.error.ApiException;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.store.ObjectKey;
import io.sitewatch.kube.store.ObjectStore;
import io.sitewatch.kube.store.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Role-based access control: what the roles that are bound to a caller allow, and nothing else. */
public final class RoleAccess {
    private static final String GROUP = "rbac.authorization.k8s.io";
    private static final Set<String> ROLES = Set.of("roles", "clusterroles");
    private static final Set<String> BINDINGS = Set.of("rolebindings", "clusterrolebindings");

    private final ObjectStore store;

    public RoleAccess(ObjectStore store) {
        this.store = store;
    }

    public boolean allows(Caller caller, Action action) {
        return caller.isAdministrator() || reason(caller, action).isPresent();
    }

    /** The binding that lets a caller do something, in the API server's words; empty when there is none. */
    public Optional<String> reason(Caller caller, Action action) {
        return grants(caller, action.namespace()).stream()
                .filter(grant -> grant.rule().allows(action))
                .map(Grant::reason)
                .findFirst();
    }

    /** The same for a path that is no resource, such as {@code /version}. */
    public Optional<String> reason(Caller caller, String verb, String path) {
        return grants(caller, "").stream()
                .filter(grant -> grant.rule().allows(verb, path))
                .map(Grant::reason)
                .findFirst();
    }

    /** @throws ApiException 403, in the API server's words */
    public void require(Caller caller, Action action) {
        if (!allows(caller, action)) {
            throw ApiException.forbidden(
                    action.group(),
                    action.resource().split("/")[0],
                    action.name(),
                    "User \"" + caller.user() + "\" " + action.words());
        }
    }

    /**
     * Nobody gives what they do not have: neither by a role that they write, nor by one that they bind.
     *
     * @throws ApiException 403
     */
    public void requireNoEscalation(Caller caller, Action action, ObjectNode object) {
        if (caller.isAdministrator() || !action.group().equals(GROUP)) {
            return;
        }
        List<PolicyRule> given;
        if (ROLES.contains(action.resource())) {
            given = PolicyRule.of(object);
        } else if (BINDINGS.contains(action.resource())) {
            given = roleOf(object, action.namespace());
        } else {
            return;
        }
        List<PolicyRule> own = rules(caller, action.namespace()).toList();
        List<String> missing = given.stream()
                .flatMap(rule -> rule.pieces().stream())
                .filter(piece -> own.stream().noneMatch(rule -> rule.covers(piece)))
                .map(PolicyRule::words)
                .toList();
        if (!missing.isEmpty()) {
            throw ApiException.forbidden(
                    GROUP,
                    action.resource(),
                    action.name(),
                    "user \"" + caller.user() + "\" (groups=" + caller.groups()
                            + ") is attempting to grant RBAC permissions not currently held:\n"
                            + String.join("\n", missing));
        }
    }

    /** The resources that a caller has rights to in a namespace, in the words of a SelfSubjectRulesReview. */
    public List<ObjectNode> resourceRules(Caller caller, String namespace) {
        return rules(caller, namespace)
                .filter(PolicyRule::isAboutResources)
                .map(PolicyRule::json)
                .toList();
    }

    /** The same of paths that are no resources. */
    public List<ObjectNode> pathRules(Caller caller) {
        return rules(caller, "")
                .filter(rule -> !rule.isAboutResources())
                .map(PolicyRule::json)
                .toList();
    }

    private Stream<PolicyRule> rules(Caller caller, String namespace) {
        return grants(caller, namespace).stream().map(Grant::rule);
    }

    /** Everything that a caller may do in a namespace; "" for what holds everywhere. */
    private List<Grant> grants(Caller caller, String namespace) {
        List<Grant> grants = new ArrayList<>();
        store.list(GROUP + "/clusterrolebindings", "").objects().stream()
                .map(Stored::tree)
                .forEach(binding -> grants.addAll(grants(caller, binding, "")));
        if (!namespace.isEmpty()) {
            store.list(GROUP + "/rolebindings", namespace).objects().stream()
                    .map(Stored::tree)
                    .forEach(binding -> grants.addAll(grants(caller, binding, namespace)));
        }
        return grants;
    }

    private List<Grant> grants(Caller caller, ObjectNode binding, String namespace) {
        return subject(binding, caller)
                .map(subject -> {
                    String name = Json.text(binding, "metadata", "name");
                    String reason = "RBAC: allowed by %s of %s \"%s\" to %s"
                            .formatted(
                                    namespace.isEmpty()
                                            ? "ClusterRoleBinding \"" + name + "\""
                                            : "RoleBinding \"" + name + "/" + namespace + "\"",
                                    Json.text(binding, "roleRef", "kind"),
                                    Json.text(binding, "roleRef", "name"),
                                    words(subject));
                    return roleOf(binding, namespace).stream()
                            .map(rule -> new Grant(rule, reason))
                            .toList();
                })
                .orElse(List.of());
    }

    private static String words(JsonNode subject) {
        String namespace = Json.text(subject, "namespace");
        return Json.text(subject, "kind") + " \"" + Json.text(subject, "name")
                + (namespace.isEmpty() ? "" : "/" + namespace) + "\"";
    }

    private List<PolicyRule> roleOf(JsonNode binding, String namespace) {
        JsonNode role = binding.path("roleRef");
        boolean clusterWide = Json.text(role, "kind").equals("ClusterRole");
        return store.get(
                        GROUP + (clusterWide ? "/clusterroles" : "/roles"),
                        new ObjectKey(clusterWide ? "" : namespace, Json.text(role, "name")))
                .map(found -> PolicyRule.of(found.tree()))
                .orElse(List.of());
    }

    /** Which of the subjects of a binding the caller is. */
    private static Optional<JsonNode> subject(JsonNode binding, Caller caller) {
        for (JsonNode subject : binding.path("subjects")) {
            String name = Json.text(subject, "name");
            boolean bound =
                    switch (Json.text(subject, "kind")) {
                        case "ServiceAccount" ->
                            caller.user()
                                    .equals("system:serviceaccount:" + Json.text(subject, "namespace") + ":" + name);
                        case "Group" -> caller.groups().contains(name);
                        default -> caller.user().equals(name);
                    };
            if (bound) {
                return Optional.of(subject);
            }
        }
        return Optional.empty();
    }
}
