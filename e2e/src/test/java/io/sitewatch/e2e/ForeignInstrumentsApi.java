package io.sitewatch.e2e;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An instruments API that somebody else wrote: it says what the test puts into its mouth, and nothing of ours. */
final class ForeignInstrumentsApi implements AutoCloseable {
    private final String host;
    private final HttpServer server;
    private final Map<String, String> answers = new ConcurrentHashMap<>();

    /** @param host the address to listen on */
    ForeignInstrumentsApi(String host) throws IOException {
        this.host = host;
        server = HttpServer.create(new InetSocketAddress(host, 0), 0);
        server.createContext("/", exchange -> {
            String answer =
                    answers.getOrDefault(exchange.getRequestURI().getPath(), "{\"error\": \"no such parameter\"}");
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    String baseUrl() {
        return "http://" + host + ":" + server.getAddress().getPort();
    }

    void answers(String path, String body) {
        answers.put(path, body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
