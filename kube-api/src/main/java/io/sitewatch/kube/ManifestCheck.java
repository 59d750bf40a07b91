package io.sitewatch.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.sitewatch.kube.builtin.BuiltInTypes;
import io.sitewatch.kube.crd.CustomTypes;
import io.sitewatch.kube.error.Cause;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.registry.ResourceType;
import io.sitewatch.kube.schema.Defaulting;
import io.sitewatch.kube.schema.Schema;
import io.sitewatch.kube.schema.UnknownFields;
import io.sitewatch.kube.validation.CustomResourceValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds an object against a CRD without any server: unknown fields, defaults, structure and CEL rules, in the API server's words. */
public final class ManifestCheck {

    /**
     * One thing that is wrong.
     *
     * @param field its path, such as {@code spec.source.http.interval}; {@code <nil>} when the object as a whole is meant
     * @param message what the API server would say of it
     */
    public record Problem(String field, String message) {}

    private ManifestCheck() {}

    /** @return everything that is wrong, unknown fields first; empty when the API server would take the object */
    public static List<Problem> check(CustomResourceDefinition crd, GenericKubernetesResource object) {
        ObjectNode tree = Json.tree(object);
        List<ResourceType> versions = new CustomTypes(BuiltInTypes::metadata).of(Json.tree(crd));
        Optional<ResourceType> type = versions.stream()
                .filter(version -> version.apiVersion().equals(object.getApiVersion()))
                .findFirst();
        if (type.isEmpty()) {
            return List.of(new Problem(
                    "apiVersion",
                    "no matches for kind \"" + object.getKind() + "\" in version \"" + object.getApiVersion()
                            + "\"; " + crd.getSpec().getNames().getKind() + " is served as "
                            + String.join(
                                    ", ",
                                    versions.stream()
                                            .map(ResourceType::apiVersion)
                                            .toList())));
        }
        if (!type.get().kind().equals(object.getKind())) {
            return List.of(new Problem(
                    "kind",
                    "no matches for kind \"" + object.getKind() + "\" in version \"" + object.getApiVersion()
                            + "\"; did you mean " + type.get().kind() + "?"));
        }
        return check(type.get().schema().get(), tree);
    }

    private static List<Problem> check(Schema schema, ObjectNode tree) {
        List<Problem> problems = new ArrayList<>();
        for (String path : new UnknownFields().prune(schema, tree)) {
            problems.add(new Problem(path, "unknown field \"" + path + "\""));
        }
        new Defaulting().apply(schema, tree);
        if (Json.text(tree, "metadata", "name").isEmpty()
                && Json.text(tree, "metadata", "generateName").isEmpty()) {
            problems.add(new Problem("metadata.name", "Required value: name or generateName is required"));
        }
        for (Cause cause : new CustomResourceValidator(schema).validate(tree, null)) {
            problems.add(new Problem(cause.field(), cause.message()));
        }
        return List.copyOf(problems);
    }
}
