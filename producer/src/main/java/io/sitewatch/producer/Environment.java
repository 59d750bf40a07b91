package io.sitewatch.producer;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads environment variables and keeps what is wrong with them, so that a person sees all mistakes at once. */
final class Environment {
    private final Function<String, Optional<String>> variables;
    private final List<String> wrong = new ArrayList<>();

    Environment(Function<String, Optional<String>> variables) {
        this.variables = variables;
    }

    /** The variable's text without the space around it; empty counts as absent. */
    Optional<String> value(String name) {
        return variables.apply(name).map(String::trim).filter(text -> !text.isEmpty());
    }

    /** What the variable says, or null when it is absent or wrong, which is kept. */
    <T> T required(String name, String mend, Function<String, T> parse) {
        if (value(name).isEmpty()) {
            wrong(name + " is not set: " + mend);
            return null;
        }
        return parsed(name, value(name).get(), parse);
    }

    /** What the variable says; when it is absent, what the default says. */
    <T> T optional(String name, String byDefault, Function<String, T> parse) {
        T parsed = parsed(name, value(name).orElse(byDefault), parse);
        return parsed == null ? parse.apply(byDefault) : parsed;
    }

    /** The secret as it is; never shown. */
    String requiredSecret(String name, String mend) {
        Optional<String> secret = variables.apply(name).filter(text -> !text.isEmpty());
        if (secret.isEmpty()) {
            wrong(name + " is not set: " + mend);
        }
        return secret.orElse(null);
    }

    void wrong(String line) {
        wrong.add(line);
    }

    boolean anyWrong() {
        return !wrong.isEmpty();
    }

    /** @throws IllegalArgumentException with a line for each variable that is wrong, if any is */
    void refuseWrongOnes() {
        if (anyWrong()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), wrong));
        }
    }

    static String oneOf(String text, List<String> known) {
        if (!known.contains(text)) {
            throw new IllegalArgumentException("write one of " + String.join(", ", known));
        }
        return text;
    }

    static String readableFile(String text) {
        if (!text.isEmpty() && !Files.isReadable(Path.of(text))) {
            throw new IllegalArgumentException("there is no such file to read: mount it, or leave the variable out");
        }
        return text;
    }

    static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no URL: " + e.getReason(), e);
        }
    }

    private static String withoutCredentials(String text) {
        return text.replaceAll("//[^/@]*@", "//…@");
    }

    private <T> T parsed(String name, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            wrong(name + " is \"" + withoutCredentials(text) + "\": " + e.getMessage());
            return null;
        }
    }
}
