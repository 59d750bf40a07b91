package io.sitewatch.stream.source;

/** First byte of each entry of a row: what follows it. A row has any number of entries. */
public final class RowKind {
    /** Into the fold: the pinned clock, then a {@link io.sitewatch.stream.meaning.Reading}. */
    public static final byte READING = 1;
    /** Into the fold: a {@link io.sitewatch.stream.meaning.Look}. */
    public static final byte LOOK = 2;
    /** Past the fold: a {@link Rejection}. */
    public static final byte REJECTION = 3;
    /** Past the fold: how many readings a part of the batch had. */
    public static final byte RECEIVED = 4;
    /** Past the fold: what the batch says of itself. */
    public static final byte PLAN = 5;
    /** Out of the fold: a {@link io.sitewatch.stream.meaning.RecordChange}, ready for the views. */
    public static final byte RECORD = 6;
    /** Out of the fold: an {@link io.sitewatch.stream.meaning.AlertChange}. */
    public static final byte ALERT = 7;
    /** Out of the fold: an {@link io.sitewatch.stream.meaning.InstrumentStatus}. */
    public static final byte STATUS = 8;

    /** Begins the key of rows that pass the fold by; no instrument's does. */
    public static final String PAST_THE_FOLD = "#";

    private RowKind() {}
}
