package io.sitewatch.kube.validation;

import com.fasterxml.jackson.databind.JsonNode;
import io.sitewatch.kube.cel.CelRules;
import io.sitewatch.kube.error.Cause;
import io.sitewatch.kube.schema.Schema;
import io.sitewatch.kube.schema.UnknownFields;
import java.util.List;

/**
 * Holds the defaults of a CRD against its own schema, as the API server does when the CRD comes: each as it is written, without the
 * defaults of the fields in it. So a rule that reads a field which a default leaves out needs a {@code has()} around it.
 */
public final class DefaultsCheck {
    private final StructureValidator structure = new StructureValidator();
    private final RuleValidator rules = new RuleValidator(new CelRules());
    private final UnknownFields unknown = new UnknownFields();

    /** @param at the field that holds the schema */
    public List<Cause> check(Schema schema, String at) {
        Problems problems = new Problems();
        walk(schema, new FieldPath(at), problems);
        return problems.causes();
    }

    private void walk(Schema schema, FieldPath path, Problems problems) {
        schema.defaultValue().ifPresent(value -> judge(schema, value, path.field("default"), problems));
        if (schema.items() != null) {
            walk(schema.items(), path.field("items"), problems);
        }
        schema.properties()
                .forEach((name, field) -> walk(field, path.field("properties").key(name), problems));
    }

    private void judge(Schema schema, JsonNode value, FieldPath path, Problems problems) {
        if (unknown.isIn(schema, value)) {
            problems.invalid(path, value.toString(), "must not have unknown fields");
            return;
        }
        Problems found = new Problems();
        structure.validate(schema, value, null, FieldPath.ROOT, found);
        if (found.isEmpty()) {
            rules.validate(schema, value, null, FieldPath.ROOT, found);
        }
        if (found.isEmpty()) {
            rules.validate(schema, value, value, FieldPath.ROOT, found);
        }
        // Messages name a field within the default, their place is in the schema.
        found.causes().forEach(cause -> problems.add(cause.reason(), path.within(cause.field()), cause.message()));
    }
}
