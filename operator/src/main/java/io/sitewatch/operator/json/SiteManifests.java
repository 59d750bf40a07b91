package io.sitewatch.operator.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads MonitoringSite manifests, completed with the defaults of the CRD. */
public final class SiteManifests {
    private static final String CRD = "/io/sitewatch/crds/monitoringsites.sitewatch.io.yaml";

    private final JsonNode schema;

    public SiteManifests() {
        this.schema = crd().at("/spec/versions/0/schema/openAPIV3Schema");
    }

    /** The CRD that this operator was built with. */
    public static JsonNode crd() {
        try (InputStream yaml = SiteManifests.class.getResourceAsStream(CRD)) {
            return Serialization.yamlMapper().readTree(yaml);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The site that a YAML or JSON manifest describes. */
    public MonitoringSite read(String yaml) {
        try {
            return complete(Serialization.yamlMapper().readTree(yaml));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the manifest is no YAML: " + unreadable.getMessage(), unreadable);
        }
    }

    /** The same site, with the defaults of the CRD where it says nothing. */
    public MonitoringSite complete(MonitoringSite site) {
        return complete(Json.tree(site));
    }

    private MonitoringSite complete(JsonNode manifest) {
        ObjectNode known = (ObjectNode) SchemaDefaults.apply(manifest, schema);
        return Json.as(MonitoringSite.class, known);
    }
}
