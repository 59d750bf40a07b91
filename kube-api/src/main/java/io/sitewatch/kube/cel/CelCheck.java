package io.sitewatch.kube.cel;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.compiler.CelCompiler;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.schema.Schema;
import io.sitewatch.kube.schema.Schema.CelRule;
import io.sitewatch.kube.schema.SchemaReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Type-checks the rules of a schema, as the API server does when a CRD comes. */
public final class CelCheck {

    /** What rules at the root may read of every object. */
    private static final Schema IDENTITY = new SchemaReader().read(Json.literal("""
                            {"properties":{"apiVersion":{"type":"string"},"kind":{"type":"string"},"metadata":{"type":"object",
                              "properties":{"name":{"type":"string"},"generateName":{"type":"string"}}}}}
                            """));

    /**
     * A rule that cannot be used.
     *
     * @param path of its node in the schema, such as {@code .properties[spec]}
     * @param index of the rule at that node
     */
    public record Broken(String path, int index, String rule, String message) {}

    public List<Broken> check(Schema schema) {
        List<Broken> broken = new ArrayList<>();
        walk(schema.withProperties(IDENTITY.properties()), "", broken);
        return broken;
    }

    private void walk(Schema schema, String path, List<Broken> broken) {
        if (!schema.hasRules()) {
            return;
        }
        for (int i = 0; i < schema.rules().size(); i++) {
            CelRule rule = schema.rules().get(i);
            int index = i;
            compile(schema, rule).ifPresent(message -> broken.add(new Broken(path, index, rule.rule(), message)));
        }
        schema.properties().forEach((name, field) -> walk(field, path + ".properties[" + name + "]", broken));
        if (schema.additional() != null) {
            walk(schema.additional(), path + ".additionalProperties", broken);
        }
        if (schema.items() != null) {
            walk(schema.items(), path + ".items", broken);
        }
    }

    private static Optional<String> compile(Schema schema, CelRule rule) {
        Types types = new Types();
        CelType self = types.of(schema);
        CelType old = rule.optionalOldSelf().orElse(false) ? OptionalType.create(self) : self;
        CelCompiler compiler = CelEnvironment.compiler(self, old, types);
        try {
            CelType result = compiler.compile(rule.rule()).getAst().getResultType();
            if (!result.equals(SimpleType.BOOL) && !result.equals(SimpleType.DYN)) {
                return Optional.of("cel expression must evaluate to a bool");
            }
            if (!rule.messageExpression().isEmpty()) {
                compiler.compile(rule.messageExpression()).getAst();
            }
            return Optional.empty();
        } catch (CelValidationException e) {
            return Optional.of("compilation failed: " + e.getMessage());
        }
    }

    /** The CEL types of a schema: structs for objects with declared fields, and so on. */
    private static final class Types implements CelTypeProvider {
        private final Map<String, CelType> structs = new HashMap<>();

        CelType of(Schema schema) {
            if (schema.intOrString()) {
                return SimpleType.DYN;
            }
            return switch (schema.type()) {
                case "object" -> object(schema);
                case "array" -> ListType.create(schema.items() == null ? SimpleType.DYN : of(schema.items()));
                case "integer" -> SimpleType.INT;
                case "number" -> SimpleType.DOUBLE;
                case "boolean" -> SimpleType.BOOL;
                case "string" -> text(schema);
                default -> SimpleType.DYN;
            };
        }

        private CelType object(Schema schema) {
            if (schema.properties().isEmpty()) {
                return schema.additional() == null
                        ? SimpleType.DYN
                        : MapType.create(SimpleType.STRING, of(schema.additional()));
            }
            String name = "schema_" + structs.size();
            structs.put(name, SimpleType.DYN);
            Map<String, CelType> fields = new HashMap<>();
            schema.properties().forEach((field, value) -> fields.put(CelValues.escape(field), of(value)));
            CelType struct = StructType.create(
                    name, ImmutableSet.copyOf(fields.keySet()), field -> Optional.ofNullable(fields.get(field)));
            structs.put(name, struct);
            return struct;
        }

        private static CelType text(Schema schema) {
            return switch (schema.source().path("format").asText("")) {
                case "date-time" -> SimpleType.TIMESTAMP;
                case "duration" -> SimpleType.DURATION;
                default -> SimpleType.STRING;
            };
        }

        @Override
        public ImmutableCollection<CelType> types() {
            return ImmutableList.copyOf(structs.values());
        }

        @Override
        public Optional<CelType> findType(String name) {
            return Optional.ofNullable(structs.get(name));
        }
    }
}
