package io.sitewatch.stream.meaning;

/** Where {@link InstrumentFold} puts what comes out of one instrument's share of a batch. */
public interface FoldOutput {
    void record(RecordChange change);

    void alert(AlertChange change);

    /** A reading whose window is final and gone. It is older than {@code lateness} against the log's own time. */
    void tooLate(Reading reading);

    void status(InstrumentStatus status);
}
