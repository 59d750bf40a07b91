package io.sitewatch.kube.cel;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.CelStandardFunctions.StandardFunction.Overload.Conversions;
import java.util.List;

/** CEL as Kubernetes speaks it: the standard language, cel-go's extensions, and Kubernetes' own functions. */
final class CelEnvironment {
    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .enableTimestampEpoch(true)
            .enableUnsignedLongs(true)
            .evaluateCanonicalTypesToNativeValues(true)
            .enableOptionalSyntax(true)
            .build();
    private static final List<KubernetesFunctions> FUNCTIONS = List.of(
            new ListFunctions(),
            new FormatFunctions(),
            new RegexFunctions(),
            new QuantityFunctions(),
            new UrlFunctions(),
            new IpFunctions());
    /** All but the text of a decimal number, which Go writes in its own way. */
    private static final CelStandardFunctions STANDARD = CelStandardFunctions.newBuilder()
            .filterFunctions((function, overload) -> overload != Conversions.DOUBLE_TO_STRING)
            .build();
    /** Values are judged by what they are, so one environment serves every schema. */
    private static final Cel CEL = builder()
            .addVar("self", SimpleType.DYN)
            .addVar("oldSelf", SimpleType.DYN)
            .build();

    private CelEnvironment() {}

    static CelRuntime.Program compile(String expression) throws CelValidationException, CelEvaluationException {
        CelAbstractSyntaxTree tree = CEL.compile(expression).getAst();
        return CEL.createProgram(tree);
    }

    /** A compiler that knows the types of a schema. */
    static CelCompiler compiler(CelType self, CelType oldSelf, CelTypeProvider types) {
        return builder()
                .setTypeProvider(types)
                .addVar("self", self)
                .addVar("oldSelf", oldSelf)
                .build();
    }

    private static CelBuilder builder() {
        CelBuilder builder = CelFactory.standardCelBuilder()
                .setOptions(OPTIONS)
                .setStandardEnvironmentEnabled(false)
                .setStandardDeclarations(CelStandardDeclarations.newBuilder().build())
                .setStandardFunctions(STANDARD)
                .addFunctionBindings(CelFunctionBinding.from("double_to_string", Double.class, GoText::of))
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addCompilerLibraries(
                        CelExtensions.optional(),
                        CelExtensions.strings(),
                        CelExtensions.sets(OPTIONS),
                        CelExtensions.math(OPTIONS),
                        CelExtensions.bindings())
                .addRuntimeLibraries(
                        CelExtensions.optional(),
                        CelExtensions.strings(),
                        CelExtensions.sets(OPTIONS),
                        CelExtensions.math(OPTIONS));
        FUNCTIONS.forEach(library ->
                builder.addFunctionDeclarations(library.declarations()).addFunctionBindings(library.bindings()));
        return builder;
    }
}
