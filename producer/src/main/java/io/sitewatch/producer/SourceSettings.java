package io.sitewatch.producer;

import io.sitewatch.readings.Durations;
import io.sitewatch.readings.Env;
import io.sitewatch.readings.InstrumentType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The instruments API to poll.
 *
 * @param paths what to ask for, one a type
 * @param interval between two polls of a path
 * @param timeout for a whole answer
 * @param authorization the value of the header, when the API wants one
 */
record SourceSettings(List<SourcePath> paths, Duration interval, Duration timeout, Optional<String> authorization) {
    private static final String DEFAULT_INTERVAL = "10s";
    private static final String DEFAULT_TIMEOUT = "10s";

    /** Reads the {@code SOURCE_} variables; what is wrong stays with them. */
    static SourceSettings from(Environment variables) {
        URI base = variables.required(
                Env.SOURCE_BASE_URL,
                "write the URL of the instruments API without /params, such as http://instruments:8080",
                SourceSettings::baseUrl);
        Map<InstrumentType, String> paths = variables.optional(Env.SOURCE_PATHS, "", SourceSettings::paths);
        Duration interval = variables.optional(Env.SOURCE_INTERVAL, DEFAULT_INTERVAL, Durations::parse);
        Duration timeout = variables.optional(Env.SOURCE_TIMEOUT, DEFAULT_TIMEOUT, Durations::parse);
        Optional<String> authorization = authorization(variables);
        List<SourcePath> polled = base == null ? List.of() : polled(base, paths, variables);
        return new SourceSettings(polled, interval, timeout, authorization);
    }

    private static List<SourcePath> polled(URI base, Map<InstrumentType, String> paths, Environment variables) {
        try {
            return paths.entrySet().stream()
                    .map(entry -> new SourcePath(
                            entry.getKey(), entry.getValue(), Environment.uri(base + "/params/" + entry.getValue())))
                    .toList();
        } catch (IllegalArgumentException e) {
            variables.wrong(Env.SOURCE_PATHS + ": " + e.getMessage());
            return List.of();
        }
    }

    private static URI baseUrl(String text) {
        URI url = Environment.uri(text.replaceAll("/+$", ""));
        boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!http || url.getHost() == null) {
            throw new IllegalArgumentException("write a URL that starts with http:// or https:// and a host");
        }
        if (url.getUserInfo() != null) {
            throw new IllegalArgumentException("leave out the credentials: set " + Env.SOURCE_USERNAME + " and "
                    + Env.SOURCE_PASSWORD + ", or " + Env.SOURCE_TOKEN);
        }
        if (url.getQuery() != null || url.getFragment() != null) {
            throw new IllegalArgumentException("leave out what follows the path (? or #)");
        }
        return url;
    }

    private static Map<InstrumentType, String> paths(String text) {
        Map<InstrumentType, String> paths = new EnumMap<>(InstrumentType.class);
        Arrays.stream(InstrumentType.values()).forEach(type -> paths.put(type, type.path()));
        for (String part : text.split(",")) {
            if (!part.isBlank()) {
                String[] sides = part.trim().split("=", 2);
                InstrumentType type = InstrumentType.ofLabel(sides[0].trim())
                        .orElseThrow(() -> new IllegalArgumentException("unknown instrument type \"" + sides[0].trim()
                                + "\": known are " + InstrumentType.labels()));
                if (sides.length == 1) {
                    throw new IllegalArgumentException(
                            "write " + type.label() + "=PATH, or " + type.label() + "= to leave the type out");
                }
                paths.put(type, sides[1].trim().replaceAll("^/+", ""));
            }
        }
        paths.values().removeIf(String::isEmpty);
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("no type has a path left: leave at least one to poll");
        }
        return paths;
    }

    private static Optional<String> authorization(Environment variables) {
        Optional<String> username = variables.value(Env.SOURCE_USERNAME);
        Optional<String> token = variables.value(Env.SOURCE_TOKEN);
        if (username.isPresent() && token.isPresent()) {
            variables.wrong(Env.SOURCE_USERNAME + " and " + Env.SOURCE_TOKEN
                    + " are both set: set the one that the instruments API wants");
            return Optional.empty();
        }
        if (token.isPresent()) {
            if (!token.get().matches("[!-~]+")) {
                variables.wrong(Env.SOURCE_TOKEN + " has spaces or characters that no header may carry: "
                        + "write the token alone, without \"Bearer\"");
            }
            return token.map(text -> "Bearer " + text);
        }
        if (username.isPresent()) {
            if (username.get().contains(":")) {
                variables.wrong(Env.SOURCE_USERNAME + " is \"" + username.get() + "\": a user name has no colon");
            }
            String password =
                    variables.requiredSecret(Env.SOURCE_PASSWORD, "write the password of " + Env.SOURCE_USERNAME);
            return Optional.of("Basic "
                    + Base64.getEncoder()
                            .encodeToString((username.get() + ":" + password).getBytes(StandardCharsets.UTF_8)));
        }
        return Optional.empty();
    }

    /** Without the authorization. */
    @Override
    public String toString() {
        return "SourceSettings" + paths;
    }
}
