package io.sitewatch.kube.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.error.Cause;
import io.sitewatch.kube.registry.ResourceType;
import io.sitewatch.kube.registry.Strategy;
import io.sitewatch.kube.schema.Defaulting;
import io.sitewatch.kube.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The common part of the built-in kinds, with the rules of one kind. */
final class BuiltInStrategy implements Strategy {
    private static final Set<String> WITH_GENERATION = Set.of(
            "apps/deployments",
            "apps/statefulsets",
            "apps/replicasets",
            "apps/daemonsets",
            "/replicationcontrollers",
            "batch/jobs",
            "batch/cronjobs",
            "networking.k8s.io/networkpolicies",
            "networking.k8s.io/ingresses",
            "policy/poddisruptionbudgets",
            BuiltInTypes.CRDS);

    private final ResourceType type;
    private final KindRules rules;
    private final Defaulting defaulting = new Defaulting();
    private final TypeCheck typeCheck = new TypeCheck();
    private final GoEncoding encoding = new GoEncoding();

    BuiltInStrategy(ResourceType type, KindRules rules) {
        this.type = type;
        this.rules = rules;
    }

    @Override
    public Schema schema() {
        return type.schema().get();
    }

    @Override
    public void complete(ObjectNode object, ObjectNode before) {
        typeCheck.check(type, object);
        encoding.normalise(schema(), object);
        rules.prepare(object, before);
        defaulting.apply(schema(), object);
        rules.complete(object, before);
    }

    @Override
    public List<Cause> validate(ObjectNode object, ObjectNode before) {
        List<Cause> causes = new ArrayList<>();
        rules.validate(object, before, causes);
        return causes;
    }

    @Override
    public boolean countsGenerations() {
        return WITH_GENERATION.contains(type.storage());
    }

    @Override
    public boolean allowsUnconditionalUpdate() {
        return !type.storage().equals(BuiltInTypes.CRDS);
    }
}
