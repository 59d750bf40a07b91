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
        Problems ofStructure = new Problems();
        structure.validate(schema, value, null, path, ofStructure);
        ofStructure.causes().forEach(problems::add);
        if (ofStructure.isEmpty()) {
            Problems asNew = new Problems();
            rules.validate(schema, value, null, path, asNew);
            asNew.causes().forEach(problems::add);
            if (asNew.isEmpty()) {
                rules.validate(schema, value, value, path, problems);
            }
        }
    }
}
