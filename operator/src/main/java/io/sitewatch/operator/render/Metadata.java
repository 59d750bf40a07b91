package io.sitewatch.operator.render;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import io.sitewatch.operator.model.SiteModel;
import java.util.LinkedHashMap;
import java.util.Map;

/** Labels and owner of the objects of a site. */
public final class Metadata {
    /** The name of the site that an object belongs to. */
    public static final String SITE = "sitewatch.io/site";

    public static final String COMPONENT = "app.kubernetes.io/component";
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    public static final String OPERATOR = "sitewatch-operator";

    /** Selects everything that the operator made, in every namespace. */
    public static final String SELECTOR = MANAGED_BY + "=" + OPERATOR;

    private Metadata() {}

    /** Of an object that goes with its site. */
    public static ObjectMeta owned(SiteModel site, Component component, String name) {
        ObjectMetaBuilder metadata = base(site, component, name);
        if (!site.uid().isEmpty()) {
            metadata.addNewOwnerReference()
                    .withApiVersion(MonitoringSite.GROUP + "/" + MonitoringSite.VERSION)
                    .withKind(MonitoringSite.KIND)
                    .withName(site.names().site())
                    .withUid(site.uid())
                    .withController(true)
                    .withBlockOwnerDeletion(true)
                    .endOwnerReference();
        }
        return metadata.build();
    }

    /**
     * Of an object that people's data depends on: whether it goes with its site is up to the deletion policy, and in which
     * order is up to the operator, so no garbage collector may know of it.
     */
    public static ObjectMeta keeping(SiteModel site, Component component, String name) {
        return base(site, component, name).build();
    }

    public static Map<String, String> labels(SiteModel site, Component component) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("app.kubernetes.io/name", "sitewatch-" + component.label());
        labels.put("app.kubernetes.io/instance", site.names().site());
        labels.put(COMPONENT, component.label());
        labels.put("app.kubernetes.io/part-of", "sitewatch");
        labels.put(MANAGED_BY, OPERATOR);
        labels.put(SITE, site.names().site());
        return labels;
    }

    /** What selects the pods of a component, and never changes. */
    public static Map<String, String> selector(SiteModel site, Component component) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(COMPONENT, component.label());
        labels.put(SITE, site.names().site());
        return labels;
    }

    private static ObjectMetaBuilder base(SiteModel site, Component component, String name) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(site.names().namespace())
                .withLabels(labels(site, component));
    }
}
