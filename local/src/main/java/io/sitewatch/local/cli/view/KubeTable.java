package io.sitewatch.local.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The API's tables as kubectl prints them. */
public final class KubeTable {
    private KubeTable() {}

    /**
     * The lines of a {@code meta.k8s.io/v1 Table}; none when it has no rows.
     *
     * @param wide with the columns that are less important
     * @param namespaces with the namespace of each row
     */
    public static List<String> lines(JsonNode table, boolean wide, boolean namespaces) {
        List<Integer> columns = new ArrayList<>();
        List<String> headers = new ArrayList<>();
        if (namespaces) {
            headers.add("NAMESPACE");
        }
        JsonNode definitions = table.path("columnDefinitions");
        for (int i = 0; i < definitions.size(); i++) {
            if (wide || definitions.get(i).path("priority").asInt() == 0) {
                columns.add(i);
                headers.add(definitions.get(i).path("name").asText().toUpperCase(Locale.ROOT));
            }
        }
        TextTable text = new TextTable(headers);
        for (JsonNode row : table.path("rows")) {
            List<String> cells = new ArrayList<>();
            if (namespaces) {
                cells.add(namespace(row));
            }
            columns.forEach(column -> cells.add(cell(row.path("cells").path(column))));
            text.row(cells);
        }
        return text.isEmpty() ? List.of() : text.lines();
    }

    /** Whether a row is outside of the default namespace, so that the namespaces are worth a column. */
    public static boolean spansNamespaces(JsonNode table) {
        for (JsonNode row : table.path("rows")) {
            String namespace = namespace(row);
            if (!namespace.isEmpty() && !namespace.equals("default")) {
                return true;
            }
        }
        return false;
    }

    private static String namespace(JsonNode row) {
        return row.path("object").path("metadata").path("namespace").asText("");
    }

    private static String cell(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "<none>";
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
