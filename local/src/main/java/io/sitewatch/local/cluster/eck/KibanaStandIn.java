package io.sitewatch.local.cluster.eck;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.sitewatch.kibana.server.Answer;
import io.sitewatch.kibana.server.Call;
import io.sitewatch.kibana.server.Kibana;
import io.sitewatch.kibana.server.KibanaHttp;
import io.sitewatch.local.cluster.tls.CertificateAuthority;
import io.sitewatch.local.cluster.tls.KeyMaterial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
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
 * Stands where Kibana would: takes what is put into it, checks each body against Kibana's published API, keeps it, and gives it
 * back. There is nothing to look at. It writes down what was called and what was answered; never a body, which may hold a
 * secret.
 */
final class KibanaStandIn implements AutoCloseable {
    static final int PORT = 5601;

    private final HttpServer server;
    private final ExecutorService workers;

    private KibanaStandIn(HttpServer server, ExecutorService workers) {
        this.server = server;
        this.workers = workers;
    }

    /**
     * Listens there.
     *
     * @param certificate for https; empty: http
     * @param version that it says it is
     * @param content file that it keeps its objects in
     * @param calls file that the calls are appended to
     */
    static KibanaStandIn start(
            String address,
            Optional<KeyMaterial> certificate,
            CertificateAuthority authority,
            String version,
            Path content,
            Path calls,
            Clock clock)
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
        server.setExecutor(workers);
        Kibana kibana = new Kibana(version, Optional.of(content), clock);
        server.createContext("/", new KibanaHttp(kibana, (call, answer) -> note(calls, clock, call, answer)));
        server.start();
        return new KibanaStandIn(server, workers);
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    /** Reading is what happens all the time; what is changed, and what is refused, is worth a line. */
    private static void note(Path calls, Clock clock, Call call, Answer answer) {
        boolean isRefused = answer.status() >= 400 && answer.status() != 404;
        if (call.method().equals("GET") && !isRefused) {
            return;
        }
        String line = clock.instant() + " " + call.method() + " " + call.path() + " " + answer.status()
                + (isRefused ? " " + answer.body().path("message").asText() : "") + "\n";
        try {
            Files.writeString(calls, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
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
