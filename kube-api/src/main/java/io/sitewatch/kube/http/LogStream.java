package io.sitewatch.kube.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.RandomAccessFile;

/** Sends a log file piece by piece, as fast as it is taken; a followed one until its pod is gone or nobody reads any more. */
final class LogStream {
    private static final int PIECE = 64 * 1024;
    private static final long LOOK_AGAIN_MILLIS = 200;

    private final Vertx vertx;
    private final HttpServerResponse response;
    private final Answer.Log log;
    private long position;
    private long left;

    LogStream(Vertx vertx, HttpServerResponse response, Answer.Log log) {
        this.vertx = vertx;
        this.response = response;
        this.log = log;
        this.left = log.limitBytes().orElse(Long.MAX_VALUE);
    }

    void start() {
        response.putHeader("Content-Type", "text/plain; charset=utf-8").setChunked(true);
        response.exceptionHandler(failure -> response.reset());
        vertx.executeBlocking(
                        () -> log.tailLines().isPresent() ? tail(log.tailLines().getAsLong()) : 0L, false)
                .onSuccess(from -> {
                    position = from;
                    response.writeHead();
                    next();
                })
                .onFailure(failure -> response.setStatusCode(500).end("the log cannot be read: " + failure));
    }

    private void next() {
        if (response.closed()) {
            return;
        }
        // Asked before reading: what a pod said last is read although it is gone by then.
        boolean more = log.follow() && log.goesOn().getAsBoolean();
        vertx.executeBlocking(this::read, false)
                .onSuccess(piece -> {
                    left -= piece.length();
                    if (piece.length() > 0) {
                        response.write(piece).onSuccess(written -> next());
                    } else if (more && left > 0) {
                        vertx.setTimer(LOOK_AGAIN_MILLIS, due -> next());
                    } else {
                        response.end();
                    }
                })
                .onFailure(failure -> response.reset());
    }

    private Buffer read() throws IOException {
        if (!log.file().toFile().exists()) {
            return Buffer.buffer();
        }
        try (RandomAccessFile file = new RandomAccessFile(log.file().toFile(), "r")) {
            if (file.length() < position) {
                // It was cut: what is in it is new.
                position = 0;
            }
            int size = (int) Math.min(Math.min(PIECE, left), file.length() - position);
            byte[] piece = new byte[size];
            file.seek(position);
            file.readFully(piece);
            position += size;
            return Buffer.buffer(piece);
        }
    }

    /** Where the last so many lines begin. */
    private long tail(long lines) throws IOException {
        if (!log.file().toFile().exists()) {
            return 0;
        }
        try (RandomAccessFile file = new RandomAccessFile(log.file().toFile(), "r")) {
            long end = file.length();
            long found = 0;
            byte[] piece = new byte[PIECE];
            // The end of the last line begins no other.
            for (long upTo = Math.max(0, end - 1); upTo > 0; ) {
                int size = (int) Math.min(PIECE, upTo);
                upTo -= size;
                file.seek(upTo);
                file.readFully(piece, 0, size);
                for (int i = size - 1; i >= 0; i--) {
                    if (piece[i] == '\n' && ++found >= lines) {
                        return lines == 0 ? end : upTo + i + 1;
                    }
                }
            }
            return lines == 0 ? end : 0;
        }
    }
}
