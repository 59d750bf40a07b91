package io.sitewatch.operator.kibana;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sitewatch.readings.Level;

/** The colours of levels: told apart without red and green, and by their lightness too. */
final class Palette {
    private Palette() {}

    static String of(Level level) {
        return switch (level) {
            case NORMAL -> "#6092C0";
            case ALERT -> "#D6BF57";
            case ACTION -> "#DA8B45";
            case ALARM -> "#AA2E25";
        };
    }

    /** A split by level in these colours. */
    static ObjectNode byLevel(ObjectNode split) {
        ObjectNode color = split.putObject("color").put("mode", "categorical").put("palette", "default");
        var mapping = color.putArray("mapping");
        for (Level level : Level.values()) {
            ObjectNode entry = mapping.addObject();
            entry.putArray("values").add(level.label());
            entry.putObject("color").put("type", "color_code").put("value", of(level));
        }
        return split;
    }
}
