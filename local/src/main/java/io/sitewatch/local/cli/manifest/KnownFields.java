package io.sitewatch.local.cli.manifest;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Which fields a schema has where somebody wrote one that it does not have. */
final class KnownFields {
    /** More differing letters than this are another word, not a slip. */
    private static final int SLIP = 2;

    private final JSONSchemaProps root;

    KnownFields(JSONSchemaProps root) {
        this.root = root;
    }

    /** What to write instead: the name that was probably meant, or all that there are. */
    String insteadOf(String path) {
        int end = path.lastIndexOf('.');
        String name = path.substring(end + 1);
        Map<String, JSONSchemaProps> fields = at(end < 0 ? "" : path.substring(0, end))
                .map(JSONSchemaProps::getProperties)
                .orElse(Map.of());
        if (end < 0 || fields.isEmpty()) {
            return "remove it";
        }
        return fields.keySet().stream()
                .filter(known -> distance(known.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT)) <= SLIP)
                .min(Comparator.comparingInt(known -> distance(known, name)))
                .map(known -> "did you mean " + known + "?")
                .orElseGet(() -> "remove it; the fields here are " + String.join(", ", new TreeSet<>(fields.keySet())));
    }

    private Optional<JSONSchemaProps> at(String path) {
        JSONSchemaProps here = root;
        for (String step : path.isEmpty() ? new String[0] : path.split("\\.")) {
            String name = step.replaceAll("\\[[0-9]+]", "");
            here = here == null || here.getProperties() == null
                    ? null
                    : here.getProperties().get(name);
            if (here != null && step.endsWith("]")) {
                here = here.getItems() == null ? null : here.getItems().getSchema();
            }
        }
        return Optional.ofNullable(here);
    }

    /** How many letters have to be put, taken away or changed to make one word of the other (Levenshtein). */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
