package io.sitewatch.stream.wire;

import io.sitewatch.stream.meaning.Times;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;

/** Reads ISO-8601 times with a zone, {@code 2022-05-02T08:06:42.882Z} or {@code …+02:00}. */
final class Timestamps {
    private static final int DATE_AND_TIME = "2022-05-02T08:06:42".length();

    private Timestamps() {}

    /** Microseconds since 1970; empty when the text is no such time, or has no zone. */
    static OptionalLong micros(String text) {
        try {
            long plain = plain(text);
            return OptionalLong.of(
                    plain != Long.MIN_VALUE
                            ? plain
                            : Times.micros(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from)));
        } catch (DateTimeException unreadable) {
            return OptionalLong.empty();
        }
    }

    /** The form that instruments send, without the cost of a formatter; {@code Long.MIN_VALUE}: another form. */
    private static long plain(String text) {
        int end = text.length() - 1;
        if (end < DATE_AND_TIME
                || end > DATE_AND_TIME + 7
                || text.charAt(end) != 'Z'
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return Long.MIN_VALUE;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        long fraction = fraction(text, end);
        if ((year | month | day | hour | minute | second) < 0 || fraction < 0) {
            return Long.MIN_VALUE;
        }
        if (hour > 23 || minute > 59 || second > 59) {
            return Long.MIN_VALUE;
        }
        long seconds = LocalDate.of(year, month, day).toEpochDay() * 86_400 + hour * 3600L + minute * 60L + second;
        return seconds * 1_000_000 + fraction;
    }

    private static long fraction(String text, int end) {
        if (end == DATE_AND_TIME) {
            return 0;
        }
        int size = end - DATE_AND_TIME - 1;
        if (text.charAt(DATE_AND_TIME) != '.' || size < 1) {
            return -1;
        }
        long value = digits(text, DATE_AND_TIME + 1, end);
        for (int i = size; i < 6; i++) {
            value *= 10;
        }
        return value;
    }

    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
