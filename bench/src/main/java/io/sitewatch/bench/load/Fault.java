package io.sitewatch.bench.load;

import io.sitewatch.readings.RejectReason;

/** The ways in which a message of the load is garbage, each with the reason that the design gives for refusing it. */
public enum Fault {
    CUT_SHORT(RejectReason.UNPARSEABLE),
    NULL_READING(RejectReason.MISSING_FIELD),
    EMPTY_BOREHOLE(RejectReason.MISSING_FIELD),
    NO_TIMESTAMP(RejectReason.MISSING_FIELD),
    NO_SUCH_MONTH(RejectReason.BAD_TIME),
    UNKNOWN_INSTRUMENT(RejectReason.UNKNOWN_TYPE),
    WORDS_FOR_A_NUMBER(RejectReason.NOT_A_NUMBER),
    IMPLAUSIBLE(RejectReason.OUT_OF_RANGE),
    FROM_THE_FUTURE(RejectReason.FUTURE),
    A_WEEK_OLD(RejectReason.LATE);

    private final RejectReason reason;

    Fault(RejectReason reason) {
        this.reason = reason;
    }

    public RejectReason reason() {
        return reason;
    }
}
