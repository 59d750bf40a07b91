package io.sitewatch.kube.validation;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;

/** The string formats that the API server checks; it ignores others. */
final class Formats {
    private static final Pattern IPV4 =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1?\\d?\\d)");
    private static final Pattern HOSTNAME = Pattern.compile(
            "(?=.{1,253}$)[A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?)*");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final Pattern DURATION = Pattern.compile(
            "[-+]?(0|(\\d+(\\.\\d*)?|\\.\\d+)(ns|us|µs|ms|s|m|h))((\\d+(\\.\\d*)?|\\.\\d+)(ns|us|µs|ms|s|m|h))*");

    boolean accepts(String format, String text) {
        return switch (format) {
            case "date-time" -> parses(() -> OffsetDateTime.parse(text));
            case "date" -> parses(() -> LocalDate.parse(text));
            case "uuid" -> parses(() -> UUID.fromString(text));
            case "byte" -> parses(() -> Base64.getDecoder().decode(text));
            case "ipv4" -> IPV4.matcher(text).matches();
            case "hostname" -> HOSTNAME.matcher(text).matches();
            case "email" -> EMAIL.matcher(text).matches();
            case "duration" -> DURATION.matcher(text).matches();
            default -> true;
        };
    }

    private static boolean parses(Runnable parser) {
        try {
            parser.run();
            return true;
        } catch (DateTimeException | IllegalArgumentException wrong) {
            return false;
        }
    }
}
