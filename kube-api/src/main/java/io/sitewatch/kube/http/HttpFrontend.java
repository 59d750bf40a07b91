package io.sitewatch.kube.http;

import io.sitewatch.kube.access.Caller;
import io.sitewatch.kube.error.ApiException;
import io.sitewatch.kube.forward.PortForwarder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP edge: requests in, documents and streams out. Work is done on worker threads, never on the event loop. */
final class HttpFrontend {
    private static final Logger LOG = LoggerFactory.getLogger(HttpFrontend.class);

    /** A watcher that lets this much pile up is cut off; it lists again, as on a real API server. */
    private static final int SLOW_WATCHER_BYTES = 128 * 1024 * 1024;

    private final Vertx vertx;
    private final Router router;
    private final WatchOpener watches;
    private final PortForwarder forwarder;

    HttpFrontend(Vertx vertx, Router router, WatchOpener watches, PortForwarder forwarder) {
        this.vertx = vertx;
        this.router = router;
        this.watches = watches;
        this.forwarder = forwarder;
    }

    void handle(HttpServerRequest request) {
        if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            upgrade(request);
            return;
        }
        request.body()
                .compose(body -> vertx.executeBlocking(() -> answer(request(request, body)), false))
                .onSuccess(answer -> send(request, answer))
                .onFailure(failure -> LOG.debug("request {} was cut off", request.path(), failure));
    }

    private Answer answer(ApiRequest request) {
        try {
            return router.route(request);
        } catch (ApiException refusal) {
            return refused(refusal);
        } catch (RuntimeException | StackOverflowError failed) {
            LOG.error("{} {} failed", request.method(), request.path(), failed);
            return refused(ApiException.internal(failed.toString()));
        }
    }

    private static Answer refused(ApiException refusal) {
        return Answer.Document.json(refusal.code(), refusal.status(), refusal.warnings());
    }

    private void send(HttpServerRequest request, Answer answer) {
        HttpServerResponse response = request.response();
        if (answer instanceof Answer.Stream stream) {
            response.putHeader("Content-Type", "application/json").setChunked(true);
            response.writeHead();
            Closing closing = new Closing();
            response.exceptionHandler(failure -> closing.now());
            response.closeHandler(closed -> closing.now());
            endAfter(stream, response::end, closing);
            response.setWriteQueueMaxSize(SLOW_WATCHER_BYTES);
            WatchStream sink = new WatchStream(stream, frame -> {
                if (response.writeQueueFull()) {
                    response.reset();
                } else if (!response.ended() && !response.closed()) {
                    response.write(frame);
                }
            });
            open(stream, sink, closing);
            return;
        }
        if (answer instanceof Answer.Log log) {
            new LogStream(vertx, response, log).start();
            return;
        }
        if (answer instanceof Answer.Forward) {
            send(request, refused(ApiException.badRequest("Upgrade request required")));
            return;
        }
        Answer.Document document = (Answer.Document) answer;
        response.setStatusCode(document.code()).putHeader("Content-Type", document.contentType());
        document.warnings().forEach(warning -> response.headers().add("Warning", "299 - \"" + escape(warning) + "\""));
        response.end(Buffer.buffer(document.body()));
    }

    private void upgrade(HttpServerRequest request) {
        Answer answer = answer(request(request, Buffer.buffer()));
        if (answer instanceof Answer.Forward forward) {
            request.toWebSocket()
                    .onSuccess(socket -> forwarder.serve(socket, forward.address(), forward.pod(), forward.port()));
            return;
        }
        if (!(answer instanceof Answer.Stream stream)) {
            if (answer instanceof Answer.Document document && document.code() >= 400) {
                send(request, answer);
            } else {
                request.response()
                        .setStatusCode(400)
                        .end("only watches and port-forwards can be upgraded to a WebSocket");
            }
            return;
        }
        Future<ServerWebSocket> upgrading = request.toWebSocket();
        upgrading.onSuccess(socket -> {
            Closing closing = new Closing();
            socket.closeHandler(closed -> closing.now());
            socket.exceptionHandler(failure -> closing.now());
            endAfter(stream, socket::close, closing);
            socket.setWriteQueueMaxSize(SLOW_WATCHER_BYTES);
            WatchStream sink = new WatchStream(stream, frame -> {
                if (socket.writeQueueFull()) {
                    socket.close();
                } else if (!socket.isClosed()) {
                    socket.writeTextMessage(frame.toString(StandardCharsets.UTF_8));
                }
            });
            open(stream, sink, closing);
        });
    }

    private void open(Answer.Stream stream, WatchStream sink, Closing closing) {
        vertx.<Void>executeBlocking(
                        () -> {
                            closing.set(watches.open(stream, sink));
                            return null;
                        },
                        false)
                .onFailure(failure -> LOG.error("watch failed", failure));
    }

    private void endAfter(Answer.Stream stream, Runnable end, Closing closing) {
        if (stream.timeoutSeconds() > 0) {
            long timer = vertx.setTimer(stream.timeoutSeconds() * 1000, fired -> {
                closing.now();
                end.run();
            });
            closing.also(() -> vertx.cancelTimer(timer));
        }
    }

    private static ApiRequest request(HttpServerRequest request, Buffer body) {
        return new ApiRequest(
                request.method().name().toUpperCase(Locale.ROOT),
                URLDecoder.decode(request.path().replace("+", "%2B"), StandardCharsets.UTF_8),
                query(request),
                header(request, "Accept"),
                header(request, "Content-Type"),
                header(request, "User-Agent"),
                Caller.of(
                        header(request, "Authorization"),
                        header(request, "Impersonate-User"),
                        request.headers().getAll("Impersonate-Group")),
                body.getBytes());
    }

    private static Map<String, String> query(HttpServerRequest request) {
        Map<String, String> query = new HashMap<>();
        request.params().forEach(entry -> query.putIfAbsent(entry.getKey(), entry.getValue()));
        return query;
    }

    private static String header(HttpServerRequest request, String name) {
        String value = request.getHeader(name);
        return value == null ? "" : value;
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** Ends a watch once, even when its connection closes before it is open. */
    private static final class Closing {
        private static final Runnable DONE = () -> {};
        private final AtomicReference<Runnable> action = new AtomicReference<>();
        private final AtomicReference<Runnable> timer = new AtomicReference<>(DONE);

        void set(Runnable close) {
            if (!action.compareAndSet(null, close)) {
                close.run();
            }
        }

        void also(Runnable more) {
            timer.set(more);
        }

        void now() {
            timer.getAndSet(DONE).run();
            Runnable close = action.getAndSet(DONE);
            if (close != null) {
                close.run();
            }
        }
    }
}
