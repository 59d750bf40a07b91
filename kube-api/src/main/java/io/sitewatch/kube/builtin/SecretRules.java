package io.sitewatch.kube.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.error.Cause;
import io.sitewatch.kube.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** {@code stringData} becomes {@code data}; the type stays; an immutable one keeps its content. */
final class SecretRules implements KindRules {

    @Override
    public void prepare(ObjectNode object, ObjectNode before) {
        if (object.remove("stringData") instanceof ObjectNode strings && !strings.isEmpty()) {
            ObjectNode data = Json.child(object, "data");
            strings.properties()
                    .forEach(entry -> data.put(
                            entry.getKey(),
                            Base64.getEncoder()
                                    .encodeToString(entry.getValue().asText().getBytes(StandardCharsets.UTF_8))));
        }
    }

    @Override
    public void validate(ObjectNode object, ObjectNode before, List<Cause> causes) {
        DataKeys.validate("data", object.path("data"), causes);
        if (before == null) {
            return;
        }
        if (!Json.equal(object.path("type"), before.path("type"))) {
            causes.add(Cause.invalid("type", object.path("type").toString(), "field is immutable"));
        }
        DataKeys.validateImmutable(object, before, List.of("data"), causes);
    }
}
