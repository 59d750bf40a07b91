package io.sitewatch.local.cli.up;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.sitewatch.local.cli.console.CommandException;
import io.sitewatch.local.cli.console.Exit;
import io.sitewatch.local.cli.manifest.Manifest;
import io.sitewatch.local.cli.manifest.ManifestChecker;
import io.sitewatch.local.cli.site.SiteName;
import java.util.List;

/** Applies manifests as {@code kubectl apply --server-side} does, and makes the namespaces that they name. */
final class ManifestApplier {
    private static final String FIELD_MANAGER = "sitewatch-cli";

    private final KubernetesClient client;

    ManifestApplier(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Applies them in their order, what a site refers to before the sites.
     *
     * @throws CommandException with the API server's words
     */
    void apply(List<Manifest> manifests) {
        manifests.stream().filter(manifest -> !isSite(manifest)).forEach(this::apply);
        manifests.stream().filter(ManifestApplier::isSite).forEach(this::apply);
    }

    private void apply(Manifest manifest) {
        GenericKubernetesResource resource = manifest.resource();
        try {
            if (resource.getKind().equals("Namespace")) {
                client.resource(resource)
                        .fieldManager(FIELD_MANAGER)
                        .forceConflicts()
                        .serverSideApply();
                return;
            }
            String namespace = SiteName.of(resource).namespace();
            ensureNamespace(namespace);
            client.resource(resource)
                    .inNamespace(namespace)
                    .fieldManager(FIELD_MANAGER)
                    .forceConflicts()
                    .serverSideApply();
        } catch (KubernetesClientException e) {
            String words = e.getStatus() != null && e.getStatus().getMessage() != null
                    ? e.getStatus().getMessage()
                    : e.getMessage();
            throw new CommandException(
                    e.getCode() == 422 || e.getCode() == 400 ? Exit.REFUSED : Exit.FAILED,
                    manifest.file() + ":" + manifest.line() + ": the API server refused it: " + words,
                    e);
        }
    }

    private void ensureNamespace(String namespace) {
        if (client.namespaces().withName(namespace).get() == null) {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(namespace)
                            .endMetadata()
                            .build())
                    .create();
        }
    }

    private static boolean isSite(Manifest manifest) {
        return ManifestChecker.isSite(manifest);
    }
}
