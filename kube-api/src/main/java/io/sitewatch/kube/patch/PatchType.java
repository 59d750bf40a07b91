package io.sitewatch.kube.patch;

import com.fasterxml.jackson.databind.JsonNode;
import io.sitewatch.kube.error.ApiException;
import io.sitewatch.kube.registry.ResourceType;

/** The ways to patch, by media type. */
public enum PatchType {
    JSON("application/json-patch+json"),
    MERGE("application/merge-patch+json"),
    STRATEGIC("application/strategic-merge-patch+json"),
    APPLY("application/apply-patch+yaml");

    private final String mediaType;

    PatchType(String mediaType) {
        this.mediaType = mediaType;
    }

    /** @throws ApiException 415 for other media types, and for strategic merge on a custom resource */
    public static PatchType of(String contentType, ResourceType type) {
        String bare = contentType.split(";")[0].trim();
        for (PatchType patch : values()) {
            if (patch.mediaType.equals(bare) && !(patch == STRATEGIC && type.custom())) {
                return patch;
            }
        }
        throw ApiException.unsupportedMediaType(
                "the body of the request was in an unknown format - accepted media types include: "
                        + (type.custom()
                                ? "application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml"
                                : "application/json-patch+json, application/merge-patch+json,"
                                        + " application/strategic-merge-patch+json, application/apply-patch+yaml"));
    }

    /** The patched object; the target stays as it is. Not for {@link #APPLY}, which needs the owners of fields. */
    public JsonNode apply(ResourceType type, JsonNode target, JsonNode patch) {
        return switch (this) {
            case JSON -> new JsonPatches().apply(target, patch);
            case MERGE -> new MergePatch().apply(target, patch);
            case STRATEGIC -> new StrategicMergePatch().apply(type.schema().get(), target, patch);
            case APPLY -> throw new IllegalStateException("server-side apply is no plain patch");
        };
    }
}
