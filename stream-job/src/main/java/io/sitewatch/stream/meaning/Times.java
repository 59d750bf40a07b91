package io.sitewatch.stream.meaning;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;

/** Times as the stream counts them: whole microseconds since 1970, UTC. */
public final class Times {
    /** Some 285,000 years: beyond that microseconds would overflow, and every time is simply far off. */
    private static final long FARTHEST_SECONDS = 9_000_000_000_000L;

    private static final long DAY_SECONDS = 86_400;
    /** Of the years that have four digits. */
    private static final long FIRST_DAY = LocalDate.of(0, 1, 1).toEpochDay();

    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

    private Times() {}

    /** The microseconds of an instant; what is finer is cut off, what is hundreds of millennia away comes nearer. */
    public static long micros(Instant instant) {
        long seconds = Math.max(-FARTHEST_SECONDS, Math.min(FARTHEST_SECONDS, instant.getEpochSecond()));
        return seconds * 1_000_000 + instant.getNano() / 1000;
    }

    /** The instant of those microseconds. */
    public static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }

    /** ISO-8601 in UTC, as short as the fraction allows: {@code 2022-05-02T08:06:40Z}. */
    public static String text(long micros) {
        return new String(ascii(micros), StandardCharsets.ISO_8859_1);
    }

    /** The same as bytes, of which each record has four. */
    public static byte[] ascii(long micros) {
        long seconds = Math.floorDiv(micros, 1_000_000L);
        long day = Math.floorDiv(seconds, DAY_SECONDS);
        if (day < FIRST_DAY || day > LAST_DAY) {
            return instant(micros).toString().getBytes(StandardCharsets.ISO_8859_1);
        }
        LocalDate date = LocalDate.ofEpochDay(day);
        int second = (int) Math.floorMod(seconds, DAY_SECONDS);
        int fraction = (int) Math.floorMod(micros, 1_000_000L);
        byte[] text = new byte[fraction == 0 ? 20 : fraction % 1000 == 0 ? 24 : 27];
        digits(text, 0, 4, date.getYear());
        digits(text, 5, 7, date.getMonthValue());
        digits(text, 8, 10, date.getDayOfMonth());
        digits(text, 11, 13, second / 3600);
        digits(text, 14, 16, second / 60 % 60);
        digits(text, 17, 19, second % 60);
        text[4] = text[7] = '-';
        text[10] = 'T';
        text[13] = text[16] = ':';
        int end = text.length - 1;
        if (end > 19) {
            text[19] = '.';
            digits(text, 20, end, end == 23 ? fraction / 1000 : fraction);
        }
        text[end] = 'Z';
        return text;
    }

    private static void digits(byte[] text, int from, int to, int value) {
        int rest = value;
        for (int at = to - 1; at >= from; at--) {
            text[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
