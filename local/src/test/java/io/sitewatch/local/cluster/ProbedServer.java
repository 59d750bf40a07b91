package io.sitewatch.local.cluster;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A pod's program: answers its probes until it is told to be sick, and shows what it was given. */
final class ProbedServer {
    private static volatile boolean sick;

    private ProbedServer() {}

    public static void main(String[] arguments) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(System.getenv("QUARKUS_HTTP_HOST"), 8080), 0);
        server.createContext("/live", exchange -> {
            exchange.sendResponseHeaders(sick ? 500 : 200, -1);
            exchange.close();
        });
        server.createContext("/sicken", exchange -> {
            sick = true;
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/given", exchange -> {
            byte[] body = (System.getenv("GREETING") + " " + Files.readString(Path.of(System.getenv("RULES_FILE"))))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        System.out.println("serving " + System.getenv("GREETING"));
    }
}
