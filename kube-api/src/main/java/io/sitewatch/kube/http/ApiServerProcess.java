package io.sitewatch.kube.http;

import io.sitewatch.kube.access.RoleAccess;
import io.sitewatch.kube.builtin.BuiltInStrategies;
import io.sitewatch.kube.builtin.BuiltInTypes;
import io.sitewatch.kube.builtin.ClusterIps;
import io.sitewatch.kube.control.Controllers;
import io.sitewatch.kube.control.CustomTypeRegistrar;
import io.sitewatch.kube.control.DefinitionController;
import io.sitewatch.kube.control.FirstObjects;
import io.sitewatch.kube.control.GarbageCollector;
import io.sitewatch.kube.control.NamespaceController;
import io.sitewatch.kube.control.RoleAggregation;
import io.sitewatch.kube.crd.CustomTypes;
import io.sitewatch.kube.crd.Strategies;
import io.sitewatch.kube.discovery.Discovery;
import io.sitewatch.kube.forward.PortForwarder;
import io.sitewatch.kube.openapi.OpenApi;
import io.sitewatch.kube.registry.TypeRegistry;
import io.sitewatch.kube.rest.Finalization;
import io.sitewatch.kube.rest.ObjectDeleter;
import io.sitewatch.kube.rest.ObjectReader;
import io.sitewatch.kube.rest.ObjectWriter;
import io.sitewatch.kube.store.ObjectStore;
import io.sitewatch.kube.table.Tables;
import io.sitewatch.kube.watch.WatchHub;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The running server: wires the parts together and owns the port and the threads. */
public final class ApiServerProcess implements AutoCloseable {
    private static final long BOOKMARK_MILLIS = 10_000;
    private static final int MAX_HEADER_BYTES = 64 * 1024;
    private static final int MAX_FRAME_BYTES = 16 * 1024 * 1024;
    private static final long PATIENCE_SECONDS = 20;

    private final Vertx vertx;
    private final ObjectStore store;
    private final Controllers controllers;
    private final HttpServer server;

    public ApiServerProcess(ApiServerOptions options) throws IOException {
        this.store = new ObjectStore(options.persistence());
        TypeRegistry registry = new TypeRegistry(BuiltInTypes.all());
        new CustomTypeRegistrar(store, registry, new CustomTypes(BuiltInTypes::metadata));
        Strategies strategies = new Strategies(new BuiltInStrategies(new ClusterIps(options.serviceCidr(), store)));
        Finalization finalization = new Finalization(store);
        ObjectWriter writer = new ObjectWriter(store, strategies::of, finalization, options.clock());
        ObjectDeleter deleter = new ObjectDeleter(store, finalization, options.clock());
        WatchHub hub = new WatchHub(store);
        this.controllers = new Controllers(
                store,
                List.of(
                        new GarbageCollector(store, registry, deleter),
                        new NamespaceController(store, registry, deleter),
                        new DefinitionController(store, registry, deleter),
                        new RoleAggregation(store)));
        new FirstObjects(store, registry, writer).create();

        RoleAccess access = new RoleAccess(store);
        ObjectReader reader = new ObjectReader(store);
        Router router = new Router(
                new Discovery(registry),
                new OpenApi(registry, BuiltInTypes::metadata),
                new ResourceApi(
                        registry,
                        reader,
                        writer,
                        deleter,
                        new AccessCheck(access, store),
                        new AccessReviews(access),
                        new PodApi(reader, options.kubelet()),
                        new Representations(new Tables(options.clock()))));
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(2)
                .setWorkerPoolSize(8)
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
        HttpFrontend frontend = new HttpFrontend(vertx, router, new WatchOpener(store, hub), new PortForwarder(vertx));
        this.server = listen(options, frontend);
        vertx.setPeriodic(
                BOOKMARK_MILLIS,
                tick -> vertx.executeBlocking(
                        () -> {
                            hub.bookmarkAll();
                            return null;
                        },
                        false));
    }

    /** The port that it listens on. */
    public int port() {
        return server.actualPort();
    }

    @Override
    public void close() {
        await(vertx.close());
        controllers.close();
        store.close();
    }

    private HttpServer listen(ApiServerOptions options, HttpFrontend frontend) throws IOException {
        HttpServer http = vertx.createHttpServer(new HttpServerOptions()
                        .setHost(options.host())
                        .setPort(options.port())
                        .setTcpNoDelay(true)
                        .setMaxHeaderSize(MAX_HEADER_BYTES)
                        .setMaxInitialLineLength(MAX_HEADER_BYTES)
                        .setWebSocketSubProtocols(PortForwarder.PROTOCOLS)
                        .setMaxWebSocketFrameSize(MAX_FRAME_BYTES)
                        .setMaxWebSocketMessageSize(MAX_FRAME_BYTES))
                .requestHandler(frontend::handle);
        try {
            return await(http.listen());
        } catch (IllegalStateException e) {
            vertx.close();
            controllers.close();
            throw new IOException(
                    "the Kubernetes API cannot listen on " + options.host() + ":" + options.port() + " ("
                            + e.getCause().getMessage() + "); free the port or choose another",
                    e);
        }
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e.getMessage(), e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the server", e);
        }
    }
}
