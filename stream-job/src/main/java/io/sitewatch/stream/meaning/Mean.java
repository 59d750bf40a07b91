package io.sitewatch.stream.meaning;

import java.math.BigDecimal;
import java.math.MathContext;

/** The arithmetic mean, the same to the last bit in whatever order the values come: the sum is exact. */
final class Mean {
    private static final int MORE_DIGITS = 20;

    private Mean() {}

    static double of(double[] values, int count) {
        double sum = values[0];
        for (int i = 1; i < count; i++) {
            double next = sum + values[i];
            // What the rounding of the sum lost, exactly (Knuth's TwoSum); NaN when the sum overflowed.
            double part = next - sum;
            double lost = (sum - (next - part)) + (values[i] - part);
            // Of two values half the rounded sum is the rounded half of the sum: nothing is lost by halving.
            boolean isRounded = lost != 0 && (count > 2 || Double.isNaN(lost));
            if (isRounded) {
                return inDecimals(values, count);
            }
            sum = next;
        }
        boolean isZeroOfSeveral = sum == 0 && count > 1;
        return isZeroOfSeveral ? 0 : sum / count;
    }

    private static double inDecimals(double[] values, int count) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < count; i++) {
            sum = sum.add(new BigDecimal(values[i]));
        }
        // More digits than the sum has, so that a quotient between two doubles is rounded as it is, and once.
        MathContext precision = new MathContext(sum.precision() + MORE_DIGITS);
        return sum.divide(BigDecimal.valueOf(count), precision).doubleValue();
    }
}
