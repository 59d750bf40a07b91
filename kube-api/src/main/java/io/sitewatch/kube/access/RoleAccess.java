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
import java.util.Set;

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
        return caller.isAdministrator()
                || rules(caller, action.namespace()).stream().anyMatch(rule -> rule.allows(action));
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
        List<PolicyRule> own = rules(caller, action.namespace());
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

    /** Everything that a caller may do in a namespace; "" for what holds everywhere. */
    List<PolicyRule> rules(Caller caller, String namespace) {
        if (caller.isAdministrator()) {
            return List.of(new PolicyRule(List.of("*"), List.of("*"), List.of("*"), List.of()));
        }
        List<PolicyRule> rules = new ArrayList<>();
        store.list(GROUP + "/clusterrolebindings", "").objects().stream()
                .map(Stored::tree)
                .filter(binding -> binds(binding, caller))
                .forEach(binding -> rules.addAll(roleOf(binding, "")));
        if (!namespace.isEmpty()) {
            store.list(GROUP + "/rolebindings", namespace).objects().stream()
                    .map(Stored::tree)
                    .filter(binding -> binds(binding, caller))
                    .forEach(binding -> rules.addAll(roleOf(binding, namespace)));
        }
        return rules;
    }

    /** The same in the words of a SelfSubjectRulesReview. */
    public List<ObjectNode> rulesAsJson(Caller caller, String namespace) {
        return rules(caller, namespace).stream().map(PolicyRule::json).toList();
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

    private static boolean binds(JsonNode binding, Caller caller) {
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
                return true;
            }
        }
        return false;
    }
}
