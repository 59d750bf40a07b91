package io.sitewatch.local.cli.manifest;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;

/** Holds sites against the CRD that the cluster will have. */
public final class CrdCheck implements SiteCheck {
    @Override
    public List<FieldProblem> check(GenericKubernetesResource site) {
        return List.of();
    }
}
