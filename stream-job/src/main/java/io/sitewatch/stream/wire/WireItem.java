package io.sitewatch.stream.wire;

import io.sitewatch.readings.RejectReason;

/**
 * One reading as a message has it, before anybody judged what it means. A fault that the form shows is noted in it; of
 * several, the one that {@link RejectReason} names first.
 */
public final class WireItem {
    private static final int LONGEST_QUOTE = 200;

    String boreholeNumber;
    String instrument;
    String timestamp;
    String units;
    double reading = Double.NaN;
    boolean hasReading;
    double surfaceLevel = Double.NaN;
    double northing = Double.NaN;
    double easting = Double.NaN;
    /** Where its JSON stands in the message; length 0: it is the whole message. */
    int from;

    int length;

    private RejectReason fault;
    private String detail;

    void fault(RejectReason reason, String words) {
        if (fault == null || reason.compareTo(fault) < 0) {
            fault = reason;
            detail = words;
        }
    }

    /** Text from outside, for words about it. */
    static String shortened(String text) {
        return text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text;
    }

    /** What is wrong with it so far, or null. */
    public RejectReason fault() {
        return fault;
    }

    public String detail() {
        return detail;
    }

    public int from() {
        return from;
    }

    public int length() {
        return length;
    }
}
