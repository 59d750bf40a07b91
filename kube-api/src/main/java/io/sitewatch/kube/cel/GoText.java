package io.sitewatch.kube.cel;

import dev.cel.common.values.NullValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Values as the API server, which is written in Go, puts them into a text. */
final class GoText {
    /** Where Go's shortest form of a number goes over to an exponent. */
    private static final int PLAIN_BELOW = 6;

    private static final int PLAIN_ABOVE = -5;
    private static final int DECIMALS = 6;
    private static final double NANOS = 1e9;

    private GoText() {}

    static String of(Object value) {
        if (value instanceof Double number) {
            return number(number);
        }
        if (value instanceof Duration duration) {
            return plain(duration.getSeconds() + duration.getNano() / NANOS) + "s";
        }
        if (value instanceof List<?> list) {
            return list.stream().map(GoText::literal).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> literal(entry.getKey()) + ":" + literal(entry.getValue()))
                    .sorted()
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value == null || value instanceof NullValue ? "null" : value.toString();
    }

    /** The shortest decimal that is this number, with an exponent of at least two digits from a million on: 1e+06. */
    private static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent > PLAIN_ABOVE && exponent < PLAIN_BELOW) {
            return shortest.toPlainString();
        }
        BigDecimal mantissa = shortest.movePointLeft(exponent).stripTrailingZeros();
        return mantissa.toPlainString() + String.format("e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
    }

    static String fixed(double value, int decimals) {
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String plain(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }

    /** Inside of a list or a map. */
    private static String literal(Object value) {
        if (value instanceof String text) {
            return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }
        return value instanceof Double number ? fixed(number, DECIMALS) : of(value);
    }
}
