package io.sitewatch.bench.report;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A figure that was promised, beside the one that was seen.
 *
 * @param met null when the run did not measure it
 */
public record Goal(String what, String target, String seen, Boolean met) {

    public static Goal atLeast(String what, double target, double seen, String unit) {
        return new Goal(what, "at least " + text(target) + unit, text(seen) + unit, seen >= target);
    }

    public static Goal under(String what, double target, double seen, String unit) {
        return new Goal(what, "under " + text(target) + unit, text(seen) + unit, seen < target);
    }

    public static Goal holds(String what, String target, boolean met) {
        return new Goal(what, target, met ? "yes" : "no", met);
    }

    private static String text(double value) {
        return value == Math.rint(value)
                ? "%,d".formatted((long) value)
                : BigDecimal.valueOf(value).round(new MathContext(3)).toPlainString();
    }

    /** The goals as a table. */
    public static Table table(Iterable<Goal> goals) {
        Table table = new Table("Goals", "goal", "target", "seen", "met");
        goals.forEach(goal -> table.row(goal.what(), goal.target(), goal.seen(), goal.met()));
        return table;
    }
}
