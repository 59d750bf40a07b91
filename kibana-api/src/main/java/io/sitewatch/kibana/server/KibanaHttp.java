package io.sitewatch.kibana.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.function.BiConsumer;

/** {@link Kibana} for the JDK's HTTP server. */
public final class KibanaHttp implements HttpHandler {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Kibana kibana;
    private final BiConsumer<Call, Answer> log;

    /**
     * The handler.
     *
     * @param log is told each call and what was answered
     */
    public KibanaHttp(Kibana kibana, BiConsumer<Call, Answer> log) {
        this.kibana = kibana;
        this.log = log;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] bytes = exchange.getRequestBody().readAllBytes();
            Call call = new Call(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders()::getFirst,
                    read(bytes));
            Answer answer = call.body() == null ? Answer.error(400, "the body is no JSON") : kibana.answer(call);
            log.accept(call, answer);
            byte[] body = answer.body().isMissingNode() ? new byte[0] : JSON.writeValueAsBytes(answer.body());
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static JsonNode read(byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            return JSON.missingNode();
        }
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException unreadable) {
            return null;
        }
    }
}
