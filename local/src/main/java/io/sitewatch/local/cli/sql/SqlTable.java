package io.sitewatch.local.cli.sql;

import java.util.ArrayList;
import java.util.List;

/** Lays out a result as psql does, page by page, the header above the first one. */
final class SqlTable {
    private final List<SqlColumn> columns;
    private int[] widths;

    SqlTable(List<SqlColumn> columns) {
        this.columns = List.copyOf(columns);
    }

    List<String> page(List<List<String>> rows) {
        List<String> lines = new ArrayList<>();
        if (widths == null) {
            measure(rows);
            lines.add(header());
            lines.add(rule());
        }
        rows.forEach(row -> lines.add(line(row)));
        return lines;
    }

    private void measure(List<List<String>> rows) {
        widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = rows.stream()
                    .mapToInt(row -> length(row.get(column)))
                    .reduce(columns.get(i).name().length(), Math::max);
        }
    }

    private String header() {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            int room = widths[i] - columns.get(i).name().length();
            cells.add(" ".repeat(room / 2) + columns.get(i).name() + " ".repeat(room - room / 2));
        }
        return (" " + String.join(" | ", cells)).stripTrailing();
    }

    private String rule() {
        List<String> dashes = new ArrayList<>();
        for (int width : widths) {
            dashes.add("-".repeat(width + 2));
        }
        return String.join("+", dashes);
    }

    private String line(List<String> row) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            String cell = row.get(i);
            String padding = " ".repeat(Math.max(0, widths[i] - length(cell)));
            cells.add(columns.get(i).number() ? padding + cell : cell + padding);
        }
        return (" " + String.join(" | ", cells)).stripTrailing();
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
