package io.sitewatch.local.cli.view;

import java.util.Locale;

/** How a component does, in a word and a colour. */
public enum Mark {
    READY("32"),
    STARTING("33"),
    WAITING("2"),
    TROUBLE("31"),
    OFF("2");

    private final String colour;

    Mark(String colour) {
        this.colour = colour;
    }

    /** The word that people read. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String colour() {
        return colour;
    }
}
