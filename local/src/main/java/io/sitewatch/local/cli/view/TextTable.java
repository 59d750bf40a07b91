package io.sitewatch.local.cli.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Columns of text, each as wide as its widest cell, three spaces apart; the last one is not padded. */
public final class TextTable {
    private static final String GAP = "   ";

    private final List<String> headers;
    private final boolean[] right;
    private final List<List<String>> rows = new ArrayList<>();

    /** A table with these headers; one that begins with {@code >} is for numbers, aligned to the right. */
    public TextTable(String... headers) {
        this(Arrays.asList(headers));
    }

    public TextTable(List<String> headers) {
        this.headers = headers.stream()
                .map(header -> header.startsWith(">") ? header.substring(1) : header)
                .toList();
        this.right = new boolean[headers.size()];
        for (int i = 0; i < right.length; i++) {
            right[i] = headers.get(i).startsWith(">");
        }
    }

    /** Adds a row; null is an empty cell. */
    public TextTable row(Object... cells) {
        return row(Arrays.asList(cells));
    }

    /** Adds a row; null is an empty cell. */
    public TextTable row(List<?> cells) {
        if (cells.size() != headers.size()) {
            throw new IllegalArgumentException(cells.size() + " cells for " + headers.size() + " columns");
        }
        rows.add(cells.stream()
                .map(cell -> cell == null ? "" : cell.toString().replace('\n', ' '))
                .toList());
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The header and the rows. */
    public List<String> lines() {
        return Stream.concat(Stream.of(headers), rows.stream()).map(this::line).toList();
    }

    /** The rows without the header. */
    public List<String> bareLines() {
        return rows.stream().map(this::line).toList();
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String padding = " ".repeat(width(i) - length(cells.get(i)));
            line.append(i == 0 ? "" : GAP);
            line.append(right[i] ? padding + cells.get(i) : cells.get(i) + padding);
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        return Stream.concat(Stream.of(headers), rows.stream())
                .mapToInt(row -> length(row.get(column)))
                .max()
                .orElse(0);
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
