package io.sitewatch.stream.meaning;

import io.sitewatch.readings.SiteRules.Calibration;
import io.sitewatch.readings.SiteRules.InstrumentRules;
import io.sitewatch.readings.SiteRules.Limits;
import io.sitewatch.readings.SiteRules.Override;
import io.sitewatch.readings.SiteRules.Range;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The rules of one instrument. Each of limits, baseline and calibration comes from the override with the latest {@code
 * from} at or before the observed time that says it (of two with the same {@code from}, the later in the manifest), else
 * from the type. What was observed before an override's {@code from} is never judged by it.
 */
public final class InstrumentRuleSet {
    private final Range validRange;
    private final Optional<String> units;
    private final OptionalLong staleAfterMicros;
    private final double hysteresis;
    private final LevelJudge typesJudge;
    private final List<Dated> overrides;

    InstrumentRuleSet(InstrumentRules type, Long staleAfterMicros, List<Override> overrides) {
        this.validRange = type.validRange();
        this.units = Optional.ofNullable(type.units());
        this.staleAfterMicros = staleAfterMicros == null ? OptionalLong.empty() : OptionalLong.of(staleAfterMicros);
        this.hysteresis = type.hysteresis() == null ? 0 : type.hysteresis();
        this.typesJudge =
                type.limits() == null ? LevelJudge.WITHOUT_LIMITS : new LevelJudge(type.limits(), this.hysteresis);
        this.overrides = overrides.stream()
                .map(this::dated)
                .sorted(Comparator.comparingLong(Dated::from))
                .toList();
    }

    /** Whether a reading as it came, before calibration, is plausible. The bounds are part of the range. */
    public boolean inRange(double raw) {
        return validRange == null
                || ((validRange.min() == null || raw >= validRange.min())
                        && (validRange.max() == null || raw <= validRange.max()));
    }

    /** The reading in engineering units: calibrated, less the baseline. May overflow to an infinity. */
    public double calibrated(long ts, double raw) {
        if (overrides.isEmpty()) {
            return raw;
        }
        Calibration calibration = applying(ts, Dated::calibration);
        Double baseline = applying(ts, Dated::baseline);
        double value = calibration == null ? raw : calibrated(calibration, raw);
        return baseline == null ? value : value - baseline;
    }

    /** Who judges a window whose last reading was observed at that time. */
    public LevelJudge judge(long ts) {
        LevelJudge own = applying(ts, Dated::judge);
        return own == null ? typesJudge : own;
    }

    /** The units that the manifest says, if it does. */
    public Optional<String> units() {
        return units;
    }

    /** How long, in microseconds, the instrument may be silent; empty: for ever. */
    public OptionalLong staleAfterMicros() {
        return staleAfterMicros;
    }

    private <T> T applying(long ts, Function<Dated, T> part) {
        T applying = null;
        for (Dated override : overrides) {
            if (override.from > ts) {
                break;
            }
            T said = part.apply(override);
            applying = said == null ? applying : said;
        }
        return applying;
    }

    private static double calibrated(Calibration calibration, double raw) {
        boolean polynomial = calibration.a() != null || calibration.b() != null || calibration.c() != null;
        return polynomial
                ? or(calibration.a(), 0) * raw * raw + or(calibration.b(), 0) * raw + or(calibration.c(), 0)
                : or(calibration.factor(), 1) * raw + or(calibration.offset(), 0);
    }

    private static double or(Double value, double otherwise) {
        return value == null ? otherwise : value;
    }

    private Dated dated(Override override) {
        Limits limits = override.limits();
        return new Dated(
                override.from() == null ? Long.MIN_VALUE : Times.micros(override.from()),
                limits == null ? null : new LevelJudge(limits, hysteresis),
                override.baseline(),
                override.calibration());
    }

    private record Dated(long from, LevelJudge judge, Double baseline, Calibration calibration) {}
}
