package io.sitewatch.local.cli.manifest;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.kube.ManifestCheck;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Holds sites against the CRD that the cluster will have, and says for an unknown field which ones there are. */
public final class CrdCheck implements SiteCheck {
    private static final String CRD = "/io/sitewatch/crds/monitoringsites.sitewatch.io.yaml";
    /** What the API server calls the object as a whole. */
    private static final String WHOLE = "<nil>";

    private final CustomResourceDefinition crd;
    private final KnownFields knownFields;

    public CrdCheck() {
        try (InputStream yaml = MonitoringSite.class.getResourceAsStream(CRD)) {
            this.crd = new KubernetesSerialization().unmarshal(yaml, CustomResourceDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.knownFields = new KnownFields(crd.getSpec().getVersions().stream()
                .filter(version -> version.getName().equals(MonitoringSite.VERSION))
                .findFirst()
                .orElseThrow()
                .getSchema()
                .getOpenAPIV3Schema());
    }

    @Override
    public List<FieldProblem> check(GenericKubernetesResource site) {
        return ManifestCheck.check(crd, site).stream().map(this::problem).toList();
    }

    private FieldProblem problem(ManifestCheck.Problem problem) {
        if (problem.field().equals(WHOLE)) {
            return new FieldProblem("", problem.message().replaceFirst("^Invalid value: (\"[a-z]+\": )?", ""));
        }
        String field = problem.field();
        boolean unknown = problem.message().startsWith("unknown field ");
        return new FieldProblem(field, problem.message() + (unknown ? ": " + knownFields.insteadOf(field) : ""));
    }
}
