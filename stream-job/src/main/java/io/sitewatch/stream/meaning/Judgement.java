package io.sitewatch.stream.meaning;

import io.sitewatch.readings.Level;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * Judges the windows of one instrument's share of a batch: those that were touched, and later ones as far as the level before
 * them has a part in theirs.
 */
final class Judgement {
    private final InstrumentKey key;
    private final IntFunction<RuleSet> rules;
    private final InstrumentHead head;
    private final Timeline timeline;

    /** To be judged. */
    private final TreeMap<Long, Touch> touched = new TreeMap<>();
    /** All that have been touched or judged in the batch. */
    private final TreeMap<Long, WindowChange> changes = new TreeMap<>();

    Judgement(InstrumentKey key, IntFunction<RuleSet> rules, InstrumentHead head, Timeline timeline) {
        this.key = key;
        this.rules = rules;
        this.head = head;
        this.timeline = timeline;
    }

    /** What befell a window; what stands later covers the earlier. */
    enum Touch {
        /** Another window's reading made it late, or no longer late. */
        LATENESS,
        /** Of two copies another one counts. */
        REPLACEMENT,
        /** A reading came. */
        READING
    }

    /** The level before a window, and whether late readings had a part in it. */
    private record Standing(Level level, boolean late) {}

    /** Notes how a window stands, before anything of it changes. */
    WindowChange before(Window window) {
        return changes.computeIfAbsent(window.start, start -> new WindowChange(window));
    }

    /** That a window is to be judged anew. */
    void touch(Window window, Touch touch) {
        touched.merge(window.start, touch, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    /** Judges what was touched since the last time. */
    void settle() {
        Long next = touched.isEmpty() ? null : touched.firstKey();
        while (next != null) {
            Timeline.Cursor at = timeline.at(next);
            Standing before = standingBefore(at);
            Window window = at.window();
            while (window != null && (touched.containsKey(window.start) || !wasJudgedAfter(window, before))) {
                before = judge(at.windowToJudge(), before);
                next = window.start;
                window = at.next();
            }
            next = touched.higherKey(next);
        }
        touched.clear();
    }

    /** Says what all of the batch changed, in order of observed time. */
    void tell(FoldOutput output) {
        changes.forEach((start, change) -> change.tell(key, timeline.endOf(start), output));
    }

    private Standing standingBefore(Timeline.Cursor at) {
        Window before = at.previous();
        return before == null
                ? new Standing(head.finalLevel, head.finalLevelLate)
                : new Standing(before.verdict.level(), before.verdict.levelLate());
    }

    private static boolean wasJudgedAfter(Window window, Standing before) {
        return window.verdict.from() == before.level && window.verdict.fromLate() == before.late;
    }

    private Standing judge(Window window, Standing before) {
        WindowChange change = before(window);
        InstrumentRuleSet itsRules = rules.apply(window.rulesVersion()).of(key);
        double[] values = window.calibrated(itsRules);
        double mean = Mean.of(values, values.length);
        LevelJudge judge = itsRules.judge(window.lastTs());
        Level level = judge.judge(before.level, mean);
        boolean late = window.late || (before.late && judge.dependsOnTheLevelBefore(mean));
        Verdict was = window.verdict;
        window.verdict = new Verdict(before.level, before.late, level, late);
        Touch touch = touched.getOrDefault(window.start, Touch.LATENESS);
        if (touch == Touch.REPLACEMENT || (touch == Touch.LATENESS && hasMoved(was, window.verdict))) {
            window.rejudged++;
        }
        change.judged(itsRules, values, mean);
        return new Standing(level, late);
    }

    private static boolean hasMoved(Verdict was, Verdict is) {
        return was.from() != is.from() || was.level() != is.level() || (is.isChange() && was.isLate() != is.isLate());
    }
}
