package io.sitewatch.producer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An instruments API over real HTTP that answers each path as a test says, and can go away and come back. */
final class Source implements AutoCloseable {
    /** How a path answers. */
    interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final int port;
    private HttpServer server;

    Source() throws IOException {
        this.port = Broker.freePort();
        open();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + port;
    }

    void on(String path, Behaviour behaviour) {
        behaviours.put("/params/" + path, behaviour);
    }

    /** What was asked for so far, each as path and authorization header. */
    List<String> requests() {
        return requests;
    }

    long requests(String path) {
        return requests.stream().filter(("/params/" + path + " null")::equals).count();
    }

    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Nobody listens any more. */
    void goAway() {
        server.stop(0);
    }

    @Override
    public void close() {
        goAway();
        threads.shutdownNow();
    }

    static Behaviour json(String body) {
        return answer(200, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    static Behaviour answer(int status, String type, byte[] body) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        };
    }

    /** The body in pieces, of a length that the client cannot know before. */
    static Behaviour chunked(String body) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            for (byte[] bytes = body.getBytes(StandardCharsets.UTF_8); bytes.length > 0; ) {
                int piece = Math.min(7, bytes.length);
                exchange.getResponseBody().write(bytes, 0, piece);
                exchange.getResponseBody().flush();
                bytes = java.util.Arrays.copyOfRange(bytes, piece, bytes.length);
            }
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.add(
                exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Authorization"));
        try (exchange) {
            behaviours
                    .getOrDefault(
                            exchange.getRequestURI().toString(),
                            answer(404, "text/plain", "not here".getBytes(StandardCharsets.UTF_8)))
                    .answer(exchange);
        }
    }
}
