package io.sitewatch.kube.builtin;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The canonical spelling of a Kubernetes quantity: no fraction, the largest suffix of its family (binary, decimal or exponent) that
 * leaves a whole number.
 */
final class CanonicalQuantity {
    private static final Pattern FORM =
            Pattern.compile("([+-]?(?:\\d+\\.?\\d*|\\.\\d+))([KMGTPE]i|[numkMGTPE]|[eE][+-]?\\d+)?");
    private static final BigDecimal BINARY_STEP = BigDecimal.valueOf(1024);
    private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
    private static final List<String> DECIMAL = List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");
    private static final Map<String, Integer> EXPONENTS =
            Map.of("n", -9, "u", -6, "m", -3, "", 0, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);

    private CanonicalQuantity() {}

    /** @throws IllegalArgumentException when the text is no quantity */
    static String of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no quantity: " + text);
        }
        BigDecimal number = new BigDecimal(matcher.group(1));
        String suffix = matcher.group(2) == null ? "" : matcher.group(2);
        int binary = BINARY.indexOf(suffix);
        if (binary > 0) {
            BigDecimal value = number.multiply(BINARY_STEP.pow(binary));
            return value.abs().compareTo(BINARY_STEP) < 0
                            || value.stripTrailingZeros().scale() > 0
                    ? decimal(value)
                    : binary(value.toBigIntegerExact());
        }
        if (suffix.length() > 1) {
            int exponent = Integer.parseInt(suffix.substring(1));
            return exponent(number.scaleByPowerOfTen(exponent));
        }
        return decimal(number.scaleByPowerOfTen(EXPONENTS.get(suffix)));
    }

    private static String binary(BigInteger value) {
        int step = 0;
        BigInteger left = value;
        BigInteger base = BigInteger.valueOf(1024);
        while (left.signum() != 0 && step < BINARY.size() - 1 && left.mod(base).signum() == 0) {
            left = left.divide(base);
            step++;
        }
        return left + BINARY.get(step);
    }

    private static String decimal(BigDecimal value) {
        if (value.signum() == 0) {
            return "0";
        }
        for (int i = DECIMAL.size() - 1; i > 0; i--) {
            BigDecimal scaled = value.scaleByPowerOfTen(-EXPONENTS.get(DECIMAL.get(i)));
            if (scaled.stripTrailingZeros().scale() <= 0) {
                return scaled.toBigIntegerExact() + DECIMAL.get(i);
            }
        }
        return value.scaleByPowerOfTen(9).setScale(0, RoundingMode.UP).toBigIntegerExact() + "n";
    }

    private static String exponent(BigDecimal value) {
        BigDecimal bare = value.stripTrailingZeros();
        if (bare.scale() >= -2 && bare.scale() <= 0) {
            return bare.toBigIntegerExact().toString();
        }
        if (bare.scale() > 0) {
            return decimal(value);
        }
        int exponent = -bare.scale() / 3 * 3;
        return bare.scaleByPowerOfTen(-exponent).toBigIntegerExact() + "e" + exponent;
    }
}
