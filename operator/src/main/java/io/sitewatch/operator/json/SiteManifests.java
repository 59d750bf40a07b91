package io.sitewatch.operator.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.sitewatch.crds.v1alpha1.MonitoringSite;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Reads MonitoringSite manifests, and completes them. The API server completes only what cannot get in the way when somebody
 * takes another choice later; the defaults of the choices themselves are completed here, from the same Java types.
 */
public final class SiteManifests {
    private static final String FOLDER = "/io/sitewatch/crds/";

    private final JsonNode defaults = resource("defaults.yaml");

    /** The CRD that this operator was built with. */
    public static JsonNode crd() {
        return resource("monitoringsites.sitewatch.io.yaml");
    }

    /** The site that a YAML or JSON manifest describes. */
    public MonitoringSite read(String yaml) {
        try {
            return complete(Serialization.yamlMapper().readTree(yaml));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the manifest is no YAML: " + unreadable.getMessage(), unreadable);
        }
    }

    /** The site that a manifest describes. */
    public MonitoringSite read(JsonNode manifest) {
        return complete(manifest);
    }

    /** The same site, with defaults where it says nothing. */
    public MonitoringSite complete(MonitoringSite site) {
        return complete(Json.tree(site));
    }

    private MonitoringSite complete(JsonNode manifest) {
        return Json.as(MonitoringSite.class, SchemaDefaults.apply(manifest, defaults));
    }

    private static JsonNode resource(String name) {
        try (InputStream yaml = SiteManifests.class.getResourceAsStream(FOLDER + name)) {
            return Serialization.yamlMapper().readTree(yaml);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
