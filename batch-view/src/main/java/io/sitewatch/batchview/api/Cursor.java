package io.sitewatch.batchview.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Where a page ended, as one opaque word for the next request. */
final class Cursor {
    private static final String BETWEEN = "\u001f";

    private Cursor() {}

    static String of(Object... parts) {
        String joined = String.join(
                BETWEEN, java.util.Arrays.stream(parts).map(String::valueOf).toList());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(joined.getBytes(StandardCharsets.UTF_8));
    }

    static List<String> parts(String field, String cursor, int count) {
        try {
            List<String> parts = List.of(
                    new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(BETWEEN, -1));
            if (parts.size() == count) {
                return parts;
            }
        } catch (IllegalArgumentException e) {
            throw unknown(field);
        }
        throw unknown(field);
    }

    static BadRequest unknown(String field) {
        return new BadRequest(field, field + " is no cursor of an earlier page: take it from that page's next");
    }
}
