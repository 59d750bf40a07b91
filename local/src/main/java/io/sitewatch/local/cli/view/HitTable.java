package io.sitewatch.local.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The hits of a search in columns, one a field that any of them has. */
public final class HitTable {
    private HitTable() {}

    /** The lines of an answer of {@code _search}. */
    public static List<String> lines(JsonNode answer) {
        JsonNode hits = answer.path("hits").path("hits");
        long total = answer.path("hits").path("total").path("value").asLong(hits.size());
        Set<String> fields = new LinkedHashSet<>();
        hits.forEach(hit -> hit.path("_source").fieldNames().forEachRemaining(fields::add));
        List<String> lines = new ArrayList<>();
        if (!fields.isEmpty()) {
            TextTable table = new TextTable(fields.stream()
                    .map(field -> numeric(hits, field) ? ">" + field : field)
                    .toList());
            for (JsonNode hit : hits) {
                table.row(fields.stream()
                        .map(field -> text(hit.path("_source").path(field)))
                        .toList());
            }
            lines.addAll(table.lines());
        }
        lines.add("(%d of %d %s)".formatted(hits.size(), total, total == 1 ? "hit" : "hits"));
        return lines;
    }

    private static boolean numeric(JsonNode hits, String field) {
        for (JsonNode hit : hits) {
            JsonNode value = hit.path("_source").path(field);
            if (!value.isNumber() && !value.isMissingNode() && !value.isNull()) {
                return false;
            }
        }
        return true;
    }

    private static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
