package io.sitewatch.kube.cel;

import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code 'a %s b'.format([x])} of cel-go's strings, which the Java CEL lacks. It is how a number gets into a message: the API
 * server's cost estimate takes {@code string(x)} for a text without end, and refuses to add it to another one.
 */
final class FormatFunctions extends KubernetesFunctions {
    private static final Pattern CLAUSE = Pattern.compile("%(?:%|(?:\\.(\\d{1,3}))?([sdfboxX]))?");
    private static final int DEFAULT_PRECISION = 6;

    FormatFunctions() {
        member(
                "format",
                SimpleType.STRING,
                SimpleType.STRING,
                String.class,
                ListType.create(SimpleType.DYN),
                List.class,
                FormatFunctions::format);
    }

    private static String format(String text, List<?> arguments) {
        Iterator<?> values = arguments.iterator();
        Matcher clauses = CLAUSE.matcher(text);
        StringBuilder result = new StringBuilder();
        while (clauses.find()) {
            clauses.appendReplacement(result, Matcher.quoteReplacement(clause(clauses, values)));
        }
        return clauses.appendTail(result).toString();
    }

    private static String clause(Matcher clause, Iterator<?> values) {
        if (clause.group().equals("%%")) {
            return "%";
        }
        if (clause.group(2) == null) {
            throw new IllegalArgumentException("could not parse formatting clause: unrecognized formatting clause");
        }
        if (!values.hasNext()) {
            throw new IllegalArgumentException("index out of range: no argument is left for " + clause.group());
        }
        Object value = values.next();
        int precision = clause.group(1) == null ? DEFAULT_PRECISION : Integer.parseInt(clause.group(1));
        return switch (clause.group(2)) {
            case "s" -> GoText.of(value);
            case "f" -> GoText.fixed(((Number) value).doubleValue(), precision);
            case "b" -> Long.toBinaryString(((Number) value).longValue());
            case "o" -> Long.toOctalString(((Number) value).longValue());
            case "x" -> Long.toHexString(((Number) value).longValue());
            case "X" -> Long.toHexString(((Number) value).longValue()).toUpperCase(Locale.ROOT);
            default -> Long.toString(((Number) value).longValue());
        };
    }
}
