package io.sitewatch.local.cluster.kubelet;

/**
 * What the answers to a probe say so far: as many in a row as its thresholds want before the verdict changes.
 *
 * @param verdict what holds now
 * @param streak how many answers in a row were of the same kind, the last one included
 * @param lastOk the kind of the last answer
 */
record ProbeState(Verdict verdict, int streak, boolean lastOk) {

    enum Verdict {
        UNKNOWN,
        PASSED,
        FAILED
    }

    /** Before the first answer. */
    static final ProbeState UNKNOWN = new ProbeState(Verdict.UNKNOWN, 0, false);

    ProbeState after(boolean ok, int successThreshold, int failureThreshold) {
        int row = ok == lastOk ? streak + 1 : 1;
        if (ok && row >= successThreshold) {
            return new ProbeState(Verdict.PASSED, row, true);
        }
        if (!ok && row >= failureThreshold) {
            return new ProbeState(Verdict.FAILED, row, false);
        }
        return new ProbeState(verdict, row, ok);
    }

    boolean passed() {
        return verdict == Verdict.PASSED;
    }

    boolean failed() {
        return verdict == Verdict.FAILED;
    }
}
