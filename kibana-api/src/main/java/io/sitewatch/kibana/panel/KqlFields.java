package io.sitewatch.kibana.panel;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields that a condition in KQL names. */
public final class KqlFields {
    private static final Pattern FIELD = Pattern.compile("([A-Za-z_@][A-Za-z0-9_.@]*)\\s*(?::|>=|<=|>|<)");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");

    private KqlFields() {}

    public static Set<String> of(String condition) {
        Set<String> fields = new LinkedHashSet<>();
        Matcher field = FIELD.matcher(QUOTED.matcher(condition).replaceAll("\"\""));
        while (field.find()) {
            fields.add(field.group(1));
        }
        return fields;
    }
}
