package io.sitewatch.stream.meaning;

/** A window of which something may have changed in a batch: how it stood before, and how it was judged last. */
final class WindowChange {
    private final Window window;
    private final Verdict was;
    private final long revisionBefore;

    private InstrumentRuleSet rules;
    private double[] values;
    private double mean;

    /** To be made before anything changes. */
    WindowChange(Window window) {
        this.window = window;
        this.was = window.verdict;
        this.revisionBefore = window.revision();
    }

    /** The calibrated readings that it was judged by, and their mean. */
    void judged(InstrumentRuleSet by, double[] calibrated, double itsMean) {
        this.rules = by;
        this.values = calibrated;
        this.mean = itsMean;
    }

    /** Says what has changed, if anything has. */
    void tell(InstrumentKey key, long windowEnd, FoldOutput output) {
        if (window.revision() == revisionBefore) {
            return;
        }
        output.record(record(key, windowEnd));
        Verdict is = window.verdict;
        if (is.isChange()) {
            output.alert(AlertChange.ofLevel(act(is), key, window, is, mean));
        } else if (was.isChange()) {
            output.alert(AlertChange.ofLevel(AlertChange.Act.WITHDRAWN, key, window, was, mean));
        }
    }

    private AlertChange.Act act(Verdict is) {
        if (!was.isChange()) {
            return AlertChange.Act.RAISED;
        }
        return was.from() == is.from() && was.level() == is.level()
                ? AlertChange.Act.AMENDED
                : AlertChange.Act.CORRECTED;
    }

    private RecordChange record(InstrumentKey key, long windowEnd) {
        double min = values[0];
        double max = values[0];
        for (double value : values) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        return new RecordChange(
                key,
                window.start,
                windowEnd,
                window.last(Reading::surfaceLevel),
                window.last(Reading::northing),
                window.last(Reading::easting),
                mean,
                window.lastTs(),
                rules.units().orElseGet(() -> key.type().unitsFor(window.lastUnits())),
                values.length,
                min,
                max,
                window.verdict.level(),
                window.revision(),
                window.lastArrival(),
                window.isNew);
    }
}
