package io.sitewatch.local.cli.view;

/** Colours for a terminal, or none. */
public enum Palette {
    PLAIN,
    ANSI;

    private static final String ESCAPE = "\u001B[";

    /** The text in the colour of the mark. */
    public String paint(Mark mark, String text) {
        return paint(mark.colour(), text);
    }

    public String bold(String text) {
        return paint("1", text);
    }

    private String paint(String code, String text) {
        return this == PLAIN || text.isEmpty() ? text : ESCAPE + code + "m" + text + ESCAPE + "0m";
    }
}
