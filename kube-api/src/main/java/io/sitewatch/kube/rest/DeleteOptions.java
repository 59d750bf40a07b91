package io.sitewatch.kube.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.sitewatch.kube.error.ApiException;
import io.sitewatch.kube.json.Json;
import java.util.OptionalLong;

/**
 * How a deletion is asked for.
 *
 * @param uid only this very object; "" for any
 * @param resourceVersion only this revision; "" for any
 * @param graceSeconds how long a pod has to end; empty for as long as it says itself
 */
public record DeleteOptions(
        boolean dryRun, Propagation propagation, String uid, String resourceVersion, OptionalLong graceSeconds) {

    /** What becomes of the objects that it owns. */
    public enum Propagation {
        Background,
        Foreground,
        Orphan
    }

    public static final DeleteOptions BACKGROUND =
            new DeleteOptions(false, Propagation.Background, "", "", OptionalLong.empty());

    /** Reads the body and the query parameters; the body wins. */
    public static DeleteOptions of(
            JsonNode body, boolean dryRun, String propagationPolicy, OptionalLong gracePeriodSeconds) {
        String policy = Json.text(body, "propagationPolicy");
        if (policy.isEmpty()) {
            policy = propagationPolicy == null ? "" : propagationPolicy;
        }
        if (policy.isEmpty() && body.path("orphanDependents").asBoolean(false)) {
            policy = Propagation.Orphan.name();
        }
        boolean dry = dryRun || !body.path("dryRun").isEmpty();
        return new DeleteOptions(
                dry,
                propagation(policy),
                Json.text(body, "preconditions", "uid"),
                Json.text(body, "preconditions", "resourceVersion"),
                body.hasNonNull("gracePeriodSeconds")
                        ? OptionalLong.of(body.path("gracePeriodSeconds").asLong())
                        : gracePeriodSeconds);
    }

    private static Propagation propagation(String policy) {
        for (Propagation propagation : Propagation.values()) {
            if (propagation.name().equals(policy)) {
                return propagation;
            }
        }
        if (policy.isEmpty()) {
            return Propagation.Background;
        }
        throw ApiException.badRequest(
                "invalid propagationPolicy \"" + policy + "\": must be one of Orphan, Foreground, Background");
    }
}
