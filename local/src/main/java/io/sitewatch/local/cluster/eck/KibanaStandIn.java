package io.sitewatch.local.cluster.eck;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.sitewatch.local.cluster.tls.CertificateAuthority;
import io.sitewatch.local.cluster.tls.KeyMaterial;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Stands where Kibana would: says that it is available, answers every call with an empty object, and writes down what was called
 * (method, path, size of the body; never the body, which may hold a secret). There is nothing to look at.
 */
final class KibanaStandIn implements AutoCloseable {
    static final int PORT = 5601;

    private static final String AVAILABLE = "{\"status\":{\"overall\":{\"level\":\"available\"}}}";

    private final HttpServer server;
    private final ExecutorService workers;
    private final Path calls;
    private final Clock clock;

    private KibanaStandIn(HttpServer server, ExecutorService workers, Path calls, Clock clock) {
        this.server = server;
        this.workers = workers;
        this.calls = calls;
        this.clock = clock;
    }

    /**
     * Listens there.
     *
     * @param certificate for https; empty: http
     * @param calls file that the calls are appended to
     */
    static KibanaStandIn start(
            String address, Optional<KeyMaterial> certificate, CertificateAuthority authority, Path calls, Clock clock)
            throws IOException, GeneralSecurityException {
        InetSocketAddress where = new InetSocketAddress(address, PORT);
        HttpServer server;
        if (certificate.isPresent()) {
            HttpsServer https = HttpsServer.create(where, 0);
            https.setHttpsConfigurator(new HttpsConfigurator(context(certificate.get(), authority)));
            server = https;
        } else {
            server = HttpServer.create(where, 0);
        }
        ExecutorService workers = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "kibana-stand-in");
            thread.setDaemon(true);
            return thread;
        });
        KibanaStandIn standIn = new KibanaStandIn(server, workers, calls, clock);
        server.setExecutor(workers);
        server.createContext("/", standIn::answer);
        server.start();
        return standIn;
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            long size = exchange.getRequestBody().readAllBytes().length;
            String path = exchange.getRequestURI().getPath();
            Files.writeString(
                    calls,
                    clock.instant() + " " + exchange.getRequestMethod() + " " + path + " (" + size + " bytes)\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            byte[] body = (path.endsWith("/api/status") ? AVAILABLE : "{}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static SSLContext context(KeyMaterial server, CertificateAuthority authority)
            throws GeneralSecurityException, IOException {
        char[] password = "in-memory".toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("kibana", server.key(), password, new Certificate[] {
            server.certificate(), authority.own().certificate()
        });
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
