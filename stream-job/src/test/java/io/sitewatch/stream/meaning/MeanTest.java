package io.sitewatch.stream.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

class MeanTest {
    @Property(tries = 20_000)
    void isTheExactSumDividedAndRoundedOnce(@ForAll("values") double[] values) {
        BigDecimal sum = Arrays.stream(values).mapToObj(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
        double expected = values.length == 1
                ? values[0]
                : sum.divide(BigDecimal.valueOf(values.length), new MathContext(2000))
                        .doubleValue();
        assertThat(Mean.of(values, values.length)).isEqualTo(expected);
    }

    @Test
    void doesNotOverflowWhereTheMeanDoesNot() {
        assertThat(Mean.of(new double[] {Double.MAX_VALUE, Double.MAX_VALUE}, 2))
                .isEqualTo(Double.MAX_VALUE);
        assertThat(Mean.of(new double[] {1e308, 1e308, 1e308}, 3)).isEqualTo(1e308);
    }

    @Test
    void ofTenTwentyAndSixtyIsThirty() {
        assertThat(Mean.of(new double[] {10, 20, 60}, 3)).isEqualTo(30);
    }

    @Provide
    Arbitrary<double[]> values() {
        Arbitrary<Double> hundredths =
                Arbitraries.integers().between(-1_000_000, 1_000_000).map(n -> n / 100.0);
        Arbitrary<Double> any = Arbitraries.oneOf(
                hundredths,
                Arbitraries.doubles(),
                Arbitraries.of(Double.MIN_VALUE, -Double.MIN_VALUE, Double.MIN_NORMAL, -0.0, 0.0, Double.MAX_VALUE));
        return Arbitraries.frequencyOf(
                        Tuple.of(20, hundredths.list().ofMinSize(1).ofMaxSize(6)),
                        Tuple.of(1, hundredths.list().ofMinSize(7).ofMaxSize(300)),
                        Tuple.of(20, any.list().ofMinSize(1).ofMaxSize(4)),
                        Tuple.of(1, any.list().ofMinSize(5).ofMaxSize(40)))
                .map(list -> list.stream().flatMapToDouble(DoubleStream::of).toArray());
    }
}
