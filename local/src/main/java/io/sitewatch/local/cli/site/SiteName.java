package io.sitewatch.local.cli.site;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** A MonitoringSite's namespace and name. */
public record SiteName(String namespace, String name) {
    /** Where a manifest without a namespace goes. */
    public static final String DEFAULT_NAMESPACE = "default";

    public static SiteName of(HasMetadata site) {
        String namespace = site.getMetadata().getNamespace();
        return new SiteName(
                namespace == null ? DEFAULT_NAMESPACE : namespace,
                site.getMetadata().getName());
    }

    /** The name alone in the default namespace, else {@code namespace/name}. */
    @Override
    public String toString() {
        return DEFAULT_NAMESPACE.equals(namespace) ? name : namespace + "/" + name;
    }
}
