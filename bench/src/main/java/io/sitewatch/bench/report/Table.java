package io.sitewatch.bench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Columns that line up: text to the left, numbers to the right. */
public final class Table {
    private final String title;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<Boolean> numeric = new ArrayList<>();

    public Table(String title, String... header) {
        this.title = title;
        rows.add(List.of(header));
        Arrays.stream(header).forEach(column -> numeric.add(false));
    }

    /** One more row; null is a dash, fractions are rounded to what a reader can use. */
    public Table row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (int column = 0; column < cells.length; column++) {
            if (cells[column] instanceof Number) {
                numeric.set(column, true);
            }
            row.add(text(cells[column]));
        }
        rows.add(row);
        return this;
    }

    private static String text(Object cell) {
        if (cell == null) {
            return "-";
        }
        if (cell instanceof Double number) {
            String form = Math.abs(number) >= 100 ? "%,.0f" : Math.abs(number) >= 10 ? "%.1f" : "%.2f";
            return String.format(Locale.ROOT, form, number);
        }
        if (cell instanceof Number number) {
            return String.format(Locale.ROOT, "%,d", number.longValue());
        }
        if (cell instanceof Boolean yes) {
            return yes ? "yes" : "NO";
        }
        return cell.toString();
    }

    @Override
    public String toString() {
        int[] widths = new int[numeric.size()];
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        StringBuilder text = new StringBuilder(title).append('\n');
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(" ");
            for (int column = 0; column < row.size(); column++) {
                String form = "  %" + (numeric.get(column) ? "" : "-") + widths[column] + "s";
                line.append(form.formatted(row.get(column)));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
