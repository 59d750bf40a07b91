package io.sitewatch.kube.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.selector.LabelSelector;
import io.sitewatch.kube.store.Change;
import io.sitewatch.kube.store.ObjectStore;
import io.sitewatch.kube.store.Stored;
import java.util.LinkedHashSet;
import java.util.Set;

/** Gives a cluster role with an {@code aggregationRule} the rules of those that it selects, as {@code view} and {@code edit} have it. */
public final class RoleAggregation implements Controller {
    private static final String CLUSTER_ROLES = "rbac.authorization.k8s.io/clusterroles";
    private static final String AGGREGATION = "aggregationRule";

    private final ObjectStore store;

    public RoleAggregation(ObjectStore store) {
        this.store = store;
    }

    @Override
    public boolean isConcernedBy(Change change) {
        return change.object().storage().equals(CLUSTER_ROLES);
    }

    @Override
    public void react(Change change) {
        for (Stored role : store.list(CLUSTER_ROLES, "").objects()) {
            ObjectNode tree = role.tree();
            if (tree.path(AGGREGATION).isObject()) {
                JsonNode rules = rules(role, tree.path(AGGREGATION).path("clusterRoleSelectors"));
                if (!Json.equal(rules, tree.path("rules"))) {
                    tree.set("rules", rules);
                    store.replace(role, tree);
                }
            }
        }
    }

    private JsonNode rules(Stored aggregate, JsonNode selectors) {
        Set<JsonNode> rules = new LinkedHashSet<>();
        for (Stored role : store.list(CLUSTER_ROLES, "").objects()) {
            if (!role.uid().equals(aggregate.uid()) && isSelected(role, selectors)) {
                role.tree().path("rules").forEach(rules::add);
            }
        }
        return Json.array().addAll(rules);
    }

    private static boolean isSelected(Stored role, JsonNode selectors) {
        for (JsonNode selector : selectors) {
            if (LabelSelector.of(selector).test(role.labels())) {
                return true;
            }
        }
        return false;
    }
}
