package io.sitewatch.stream.meaning;

import java.math.BigDecimal;
import java.math.MathContext;

/** The arithmetic mean, the same to the last bit in whatever order the values come: the sum is exact. */
final class Mean {
    private static final int MORE_DIGITS = 20;

    private Mean() {}

    static double of(double[] values, int count) {
        double sum = values[0];
        double lost = 0;
        for (int i = 1; i < count; i++) {
            double next = sum + values[i];
            double rounding = rounding(sum, values[i], next);
            if (rounding != 0) {
                double more = lost + rounding;
                boolean isLostToo = rounding(lost, rounding, more) != 0;
                if (isLostToo) {
                    return divided(inDecimals(values, count), count);
                }
                lost = more;
            }
            sum = next;
        }
        // Of two values half the rounded sum is the rounded half of the sum: nothing is lost by halving.
        boolean isExact = lost == 0 || count == 2;
        if (!isExact) {
            return divided(new BigDecimal(sum).add(new BigDecimal(lost)), count);
        }
        boolean isZeroOfSeveral = sum == 0 && count > 1;
        return isZeroOfSeveral ? 0 : sum / count;
    }

    /** What the rounding of the sum lost, exactly (Knuth's TwoSum); NaN when the sum overflowed. */
    private static double rounding(double one, double other, double sum) {
        double part = sum - one;
        return (one - (sum - part)) + (other - part);
    }

    private static BigDecimal inDecimals(double[] values, int count) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < count; i++) {
            sum = sum.add(new BigDecimal(values[i]));
        }
        return sum;
    }

    /** With more digits than the sum has, so that a quotient between two doubles is rounded as it is, and once. */
    private static double divided(BigDecimal sum, int count) {
        MathContext precision = new MathContext(sum.precision() + MORE_DIGITS);
        return sum.divide(BigDecimal.valueOf(count), precision).doubleValue();
    }
}
