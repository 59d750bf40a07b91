package io.sitewatch.producer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one poll of a path came to. The judgement is pure; a poll's messages are made one by one as they are taken.
 *
 * @param outcome how it ended
 * @param reason for people, empty when all is well
 * @param items how many messages there are
 * @param retryAfter how long the source wants to be left alone
 */
record Poll(Outcome outcome, String reason, int items, Iterator<Message> messages, Optional<Duration> retryAfter) {
    private static final int SHOWN = 200;

    /** The judgement on an answer that came at that time. */
    static Poll answered(String path, Reply reply, Instant receivedAt) {
        if (!reply.successful()) {
            return failed(Outcome.HTTP_STATUS, status(reply), reply.retryAfter());
        }
        if (!reply.whole()) {
            return original(
                    path,
                    reply,
                    receivedAt,
                    Outcome.TOO_LARGE,
                    "the answer is larger than " + InstrumentsClient.LARGEST_ANSWER
                            + " bytes; its beginning goes to be rejected");
        }
        String text = withoutByteOrderMark(reply.text());
        if (text.isBlank()) {
            return failed(Outcome.EMPTY, "the answer is empty", Optional.empty());
        }
        try {
            return snapshot(path, Snapshot.of(text), reply, receivedAt);
        } catch (IOException e) {
            return notInWireFormat(path, reply, receivedAt);
        }
    }

    /** The judgement on an answer that did not come. */
    static Poll unanswered(URI uri, IOException failure) {
        Outcome outcome = failure instanceof HttpTimeoutException ? Outcome.TIMEOUT : Outcome.UNREACHABLE;
        String message = failure.getMessage() == null ? "" : ": " + failure.getMessage();
        return failed(outcome, uri + ": " + failure.getClass().getSimpleName() + message, Optional.empty());
    }

    private static Poll snapshot(String path, Snapshot snapshot, Reply reply, Instant receivedAt) {
        boolean nothing = snapshot.items() == null || snapshot.items().isEmpty();
        if (nothing && snapshot.error() != null) {
            return failed(Outcome.SOURCE_ERROR, "the source says: " + shown(snapshot.error()), Optional.empty());
        }
        if (snapshot.items() == null) {
            return notInWireFormat(path, reply, receivedAt);
        }
        ItemMessages messages = new ItemMessages(path, snapshot.units(), receivedAt);
        Stream<Message> lazily = snapshot.items().stream().map(messages::message);
        return new Poll(Outcome.ANSWERED, "", snapshot.items().size(), lazily.iterator(), Optional.empty());
    }

    private static Poll notInWireFormat(String path, Reply reply, Instant receivedAt) {
        return original(
                path,
                reply,
                receivedAt,
                Outcome.UNPARSEABLE,
                "the answer is not in the wire format; it goes to be rejected: " + shown(reply.text()));
    }

    private static Poll original(String path, Reply reply, Instant receivedAt, Outcome outcome, String reason) {
        Message original = Message.of(path, reply.body(), receivedAt, path);
        return new Poll(outcome, reason, 1, List.of(original).iterator(), Optional.empty());
    }

    private static Poll failed(Outcome outcome, String reason, Optional<Duration> retryAfter) {
        return new Poll(outcome, reason, 0, Collections.emptyIterator(), retryAfter);
    }

    private static String status(Reply reply) {
        String mend =
                switch (reply.status()) {
                    case 401, 403 -> " (check the source's credentials)";
                    case 404 -> " (check the source's base URL and paths)";
                    case 301, 302, 303, 307, 308 -> " (the source moved: give its new base URL)";
                    default -> "";
                };
        return "HTTP " + reply.status() + mend + " " + shown(reply.text());
    }

    /** The beginning, on one line. */
    private static String shown(String text) {
        String line = text.substring(0, Math.min(text.length(), SHOWN)).replaceAll("\\p{Cntrl}+", " ");
        return line.length() < text.length() ? line + "…" : line;
    }

    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
