package io.sitewatch.readings;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a reading is beyond its limits, in ascending order of urgency: {@code normal < alert < action < alarm}. */
public enum Level {
    NORMAL,
    ALERT,
    ACTION,
    ALARM;

    /** The name in every store, for example {@code alarm}. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The level of that label. */
    public static Level ofLabel(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
