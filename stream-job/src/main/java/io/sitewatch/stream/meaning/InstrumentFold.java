package io.sitewatch.stream.meaning;

import java.util.List;
import java.util.function.IntFunction;

/**
 * Folds one instrument's share of a batch into its state, and says what changed. The state that results, and the last
 * word on every record and alert, depend on the readings alone: not on where batches end, nor on which partition is read
 * sooner.
 *
 * <p>Late marks, staleness and which of two copies counts are about the order of arrival, so they follow the order of the
 * log, see {@link Turns}. Revisions are judged message by message, in that order too; of an instrument that several partitions
 * have readings of, they also depend on which of these is read sooner.
 */
public final class InstrumentFold {
    private final long windowMicros;
    private final long latenessMillis;
    private final IntFunction<RuleSet> rules;

    /**
     * A fold for windows of that length.
     *
     * @param latenessMillis how long a window may be corrected
     * @param rules the rules of each version
     */
    public InstrumentFold(long windowMicros, long latenessMillis, IntFunction<RuleSet> rules) {
        this.windowMicros = windowMicros;
        this.latenessMillis = latenessMillis;
        this.rules = rules;
    }

    /**
     * Folds these readings and looks, all of one batch.
     *
     * @param now the clock, milliseconds since 1970, as pinned for the batch
     */
    public void apply(
            InstrumentKey key,
            List<Reading> readings,
            List<Look> looks,
            long now,
            InstrumentStore store,
            FoldOutput output) {
        new Share(key, now, store, output).apply(readings, looks);
    }

    /** One instrument's share of one batch. */
    private final class Share {
        private final InstrumentKey key;
        private final long now;
        private final FoldOutput output;
        private final InstrumentHead head;
        private final boolean isNew;
        private final Timeline timeline;
        private final Lateness lateness;
        private final Silence silence;
        private final Judgement judgement;

        private long averaged;
        private long duplicate;

        Share(InstrumentKey key, long now, InstrumentStore store, FoldOutput output) {
            this.key = key;
            this.now = now;
            this.output = output;
            byte[] kept = store.head();
            this.isNew = kept == null;
            this.head = isNew ? new InstrumentHead() : InstrumentHead.of(kept, Bucket.span(windowMicros));
            this.timeline = new Timeline(windowMicros, latenessMillis, head, store);
            this.lateness = new Lateness(timeline);
            this.silence = new Silence(key, head, rules, output);
            this.judgement = new Judgement(key, rules, head, timeline);
        }

        void apply(List<Reading> readings, List<Look> looks) {
            List<Reading> ordered = head.turns.inOrder(readings);
            for (int from = 0; from < ordered.size(); ) {
                int to = endOfMessage(ordered, from);
                message(ordered.subList(from, to));
                from = to;
            }
            head.turns.pass(ordered);
            judgement.settle();
            judgement.tell(output);
            if (!isNew || averaged > 0) {
                looks.forEach(silence::look);
                looks.forEach(look -> timeline.letGoBefore(look.logTime()));
                keep();
            }
        }

        private static int endOfMessage(List<Reading> ordered, int from) {
            int to = from + 1;
            while (to < ordered.size() && ordered.get(to).isOfTheMessageOf(ordered.get(from))) {
                to++;
            }
            return to;
        }

        /**
         * A message that comes behind a later window may change the levels of what is there, so that is judged first, as it stood
         * then, wherever batches end. Messages that go on with the newest window do not, and are judged together.
         */
        private void message(List<Reading> readings) {
            boolean isBehind = readings.stream().anyMatch(reading -> isBehind(reading) || head.turns.isPassed(reading));
            if (isBehind) {
                judgement.settle();
            }
            readings.forEach(this::merge);
            if (isBehind) {
                judgement.settle();
            }
        }

        /** Whether there has been a reading of a later window. */
        private boolean isBehind(Reading reading) {
            return head.newestTs >= timeline.endOf(timeline.startOf(reading.ts()));
        }

        private void merge(Reading reading) {
            long start = timeline.startOf(reading.ts());
            if (start < head.finalBefore) {
                output.tooLate(reading);
                return;
            }
            Window window = timeline.windowAt(start);
            judgement.before(window);
            switch (window.merge(reading)) {
                case DUPLICATE -> {
                    duplicate++;
                    return;
                }
                case REPLACED -> {
                    duplicate++;
                    judgement.touch(window, Judgement.Touch.REPLACEMENT);
                    settleLateness(start);
                }
                case NEW -> {
                    averaged++;
                    judgement.touch(window, Judgement.Touch.READING);
                    if (head.turns.isPassed(reading)) {
                        settleLateness(start);
                    } else {
                        window.late |= isBehind(reading);
                    }
                    silence.hear(reading);
                }
            }
            timeline.received(start, now);
        }

        private void settleLateness(long windowStart) {
            lateness.settle(windowStart).forEach(window -> judgement.touch(window, Judgement.Touch.LATENESS));
        }

        private void keep() {
            timeline.keep();
            Window newest = timeline.newest();
            output.status(new InstrumentStatus(
                    key,
                    head.newestTs,
                    newest == null ? head.finalLevel : newest.verdict.level(),
                    head.stale,
                    timeline.nextExpiry(),
                    averaged,
                    duplicate));
        }
    }
}
