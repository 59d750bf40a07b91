package io.sitewatch.kube.patch;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.zjsonpatch.CompatibilityFlags;
import io.fabric8.zjsonpatch.JsonPatch;
import io.sitewatch.kube.error.ApiException;
import java.util.EnumSet;

/** RFC 6902. A failed {@code test} or a path that is not there is the client's error, 422. */
final class JsonPatches {

    private static final EnumSet<CompatibilityFlags> STRICT =
            EnumSet.of(CompatibilityFlags.FORBID_REMOVE_MISSING_OBJECT);

    JsonNode apply(JsonNode target, JsonNode patch) {
        if (!patch.isArray()) {
            throw ApiException.badRequest("error decoding patch: a JSON patch is a list of operations");
        }
        try {
            return JsonPatch.apply(patch, target, STRICT);
        } catch (RuntimeException failed) {
            throw ApiException.patchRejected();
        }
    }
}
