package io.sitewatch.kube.validation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.kube.cel.CelRules;
import io.sitewatch.kube.error.Cause;
import io.sitewatch.kube.schema.Schema;
import java.util.List;

/** Everything that a CRD says about one object: structure first, then the CEL rules when the structure lets them be judged. */
public final class CustomResourceValidator {
    private static final String NOT_CHECKED = "some validation rules were not checked because the object was invalid;"
            + " correct the existing errors to complete validation";

    private final Schema schema;
    private final StructureValidator structure = new StructureValidator();
    private final RuleValidator rules;

    public CustomResourceValidator(Schema schema) {
        this.schema = schema;
        this.rules = new RuleValidator(new CelRules());
    }

    /** @param before the stored object; null for a new one */
    public List<Cause> validate(ObjectNode object, ObjectNode before) {
        Problems problems = new Problems();
        structure.validate(schema, object, before, FieldPath.ROOT, problems);
        if (schema.hasRules()) {
            if (problems.blockRules()) {
                problems.invalid(FieldPath.ROOT, "null", NOT_CHECKED);
            } else {
                rules.validate(schema, object, before, FieldPath.ROOT, problems);
            }
        }
        return problems.causes();
    }
}
