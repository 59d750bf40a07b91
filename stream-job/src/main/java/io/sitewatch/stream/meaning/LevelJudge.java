package io.sitewatch.stream.meaning;

import io.sitewatch.readings.Level;
import io.sitewatch.readings.SiteRules.Limit;
import io.sitewatch.readings.SiteRules.Limits;

/**
 * Which level a reading is at. A level is reached strictly beyond its limit; it is left only when the reading has come
 * back inside the limit by the hysteresis.
 */
public final class LevelJudge {
    private static final Level[] LEVELS = Level.values();
    /** Nothing is ever beyond them. */
    public static final LevelJudge WITHOUT_LIMITS = new LevelJudge(new Limits(null, null, null), 0);

    private final Limit[] limits;
    private final double hysteresis;

    public LevelJudge(Limits limits, double hysteresis) {
        this.limits = new Limit[] {null, limits.alert(), limits.action(), limits.alarm()};
        this.hysteresis = hysteresis;
    }

    /** The level of a reading after {@code before}. */
    public Level judge(Level before, double reading) {
        for (int level = LEVELS.length - 1; level > 0; level--) {
            double back = level <= before.ordinal() ? hysteresis : 0;
            if (isBeyond(limits[level], reading, back)) {
                return LEVELS[level];
            }
        }
        return Level.NORMAL;
    }

    /** Whether the level of that reading is another one after another level: it lies in a band of hysteresis. */
    public boolean dependsOnTheLevelBefore(double reading) {
        return judge(Level.NORMAL, reading) != judge(Level.ALARM, reading);
    }

    private static boolean isBeyond(Limit limit, double reading, double back) {
        return limit != null
                && ((limit.above() != null && reading > limit.above() - back)
                        || (limit.below() != null && reading < limit.below() + back));
    }
}
