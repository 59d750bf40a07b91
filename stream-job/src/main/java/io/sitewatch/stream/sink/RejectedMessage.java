package io.sitewatch.stream.sink;

import io.sitewatch.readings.RejectReason;
import io.sitewatch.readings.Topics;
import io.sitewatch.stream.batch.JsonLine;
import io.sitewatch.stream.source.Rejection;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The message in the topic {@code rejected}. {@code original} has the bytes as text; {@code original_base64} when they are
 * no plain UTF-8. Of what is longer than {@link #LONGEST} bytes the beginning is kept, with {@code original_length} and
 * {@code original_sha256} of the whole; it stays in the log at {@code partition} and {@code offset}.
 */
final class RejectedMessage {
    /** So that the message stays under a broker's usual megabyte, escaped or in base64. */
    static final int LONGEST = 256 * 1024;

    private RejectedMessage() {}

    static byte[] of(Rejection rejection, byte[] original) {
        JsonLine line = new JsonLine()
                .text("reason", rejection.reason().label())
                .text("detail", rejection.detail())
                .text("topic", Topics.MONITORING)
                .whole("partition", rejection.partition())
                .whole("offset", rejection.offset())
                .whole("item", rejection.item())
                .time("arrived_at", rejection.arrival() * 1000);
        return original(line, original).toBytes();
    }

    /** Of a document that a view refused for good. */
    static byte[] ofDocument(String view, String id, String detail, byte[] document) {
        JsonLine line = new JsonLine()
                .text("reason", RejectReason.REFUSED_BY_SINK.label())
                .text("detail", detail)
                .text("view", view)
                .text("document", id);
        return original(line, document).toBytes();
    }

    private static JsonLine original(JsonLine line, byte[] original) {
        if (original == null) {
            return line.nothing("original");
        }
        boolean isLong = original.length > LONGEST;
        byte[] kept = isLong ? Arrays.copyOf(original, LONGEST) : original;
        Optional<String> text = plainText(kept);
        if (text.isPresent()) {
            line.text("original", text.get());
        } else {
            line.text("original_base64", Base64.getEncoder().encodeToString(kept));
        }
        if (isLong) {
            line.flag("truncated", true)
                    .whole("original_length", original.length)
                    .text("original_sha256", sha256(original));
        }
        return line;
    }

    /** Valid UTF-8 without control characters that JSON would blow up. */
    private static Optional<String> plainText(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.chars().allMatch(c -> c >= ' ' || c == '\n' || c == '\r' || c == '\t')
                    ? Optional.of(text)
                    : Optional.empty();
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }
}
