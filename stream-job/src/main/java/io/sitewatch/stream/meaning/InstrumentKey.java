package io.sitewatch.stream.meaning;

import io.sitewatch.readings.InstrumentType;

/** What an instrument is: a type and a borehole number. */
public record InstrumentKey(InstrumentType type, String boreholeNumber) {

    /** {@code piezometer/BH-4493}: the key of the shuffle and of the state. */
    public String text() {
        return type.label() + '/' + boreholeNumber;
    }

    /** The key of that text. */
    public static InstrumentKey of(String text) {
        int slash = text.indexOf('/');
        return new InstrumentKey(
                InstrumentType.ofLabel(text.substring(0, slash)).orElseThrow(), text.substring(slash + 1));
    }
}
