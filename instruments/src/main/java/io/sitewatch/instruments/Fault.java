package io.sitewatch.instruments;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A way to misbehave that has been seen of a real instruments API or logger. */
enum Fault {
    NULLS(Scope.ITEM, "a field is null", null),
    EMPTY_STRINGS(Scope.ITEM, "a field is \"\"", null),
    OUT_OF_RANGE(Scope.ITEM, "the reading is far outside what the instrument can read", null),
    FUTURE(Scope.ITEM, "the item's time is in the future by up to the span", Duration.ofHours(6)),
    DUPLICATES(Scope.ITEM, "the item comes twice in one answer", null),
    BURSTS(Scope.ITEM, "the instrument adds up to five readings of the last 10 s", Duration.ofSeconds(10)),
    LATE(Scope.ITEM, "the instrument adds a batch of readings that are up to the span old", Duration.ofDays(3)),
    COUNT_MISMATCH(Scope.ANSWER, "\"instruments\" differs from the number of items", null),
    HTTP_500(Scope.ANSWER, "the answer is HTTP 500", null),
    ERROR_200(Scope.ANSWER, "the answer is {\"error\": …} with HTTP 200", null),
    CUT_JSON(Scope.ANSWER, "the answer's JSON ends early, with HTTP 200", null),
    SLOW(Scope.ANSWER, "the answer takes the span longer", Duration.ofSeconds(5));

    /** What a rate is counted over. */
    enum Scope {
        /** Each item of each answer. */
        ITEM(0.1),
        /** Each answer. */
        ANSWER(1);

        private final double rate;

        Scope(double rate) {
            this.rate = rate;
        }

        /** The rate of a fault that is named without one. */
        double rate() {
            return rate;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Scope scope;
    private final String description;
    private final Duration span;

    Fault(Scope scope, String description, Duration span) {
        this.scope = scope;
        this.description = description;
        this.span = span;
    }

    Scope scope() {
        return scope;
    }

    String description() {
        return description;
    }

    /** How long or how far, when nothing else is asked for; empty for a fault that has no such thing. */
    Optional<Duration> span() {
        return Optional.ofNullable(span);
    }

    /** The name to ask for it by, for example {@code cut-json}. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The fault of that name; {@code cut-json}, {@code cut_json} and {@code cutJson} are the same. */
    static Optional<Fault> ofLabel(String label) {
        String plain = plain(label);
        return Arrays.stream(values())
                .filter(fault -> plain(fault.name()).equals(plain))
                .findFirst();
    }

    static String labels() {
        return Arrays.stream(values()).map(Fault::label).collect(Collectors.joining(", "));
    }

    private static String plain(String name) {
        return name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    }
}
