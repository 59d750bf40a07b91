package io.sitewatch.local.cli.manifest;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;

/** Holds a MonitoringSite against the schema and the rules of its CRD, in the API server's words. */
@FunctionalInterface
public interface SiteCheck {
    List<FieldProblem> check(GenericKubernetesResource site);

    /**
     * What is wrong with one field.
     *
     * @param field its path, {@code spec.source.http.interval}
     * @param message such as {@code Invalid value: "-10s": is -10s, which is no duration: write …}
     */
    record FieldProblem(String field, String message) {}
}
