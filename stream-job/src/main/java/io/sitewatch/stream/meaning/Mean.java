package io.sitewatch.stream.meaning;

import java.math.BigDecimal;
import java.math.MathContext;

/** The arithmetic mean, the same to the last bit in whatever order the values come: the sum is exact. */
final class Mean {
    private Mean() {}

    static double of(double[] values, int count) {
        if (count == 1) {
            return values[0];
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < count; i++) {
            sum = sum.add(new BigDecimal(values[i]));
        }
        return sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL128).doubleValue();
    }
}
