package io.sitewatch.kube.forward;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;
import java.net.InetAddress;
import java.util.List;
import java.util.OptionalInt;

/** Joins WebSockets to the ports of pods. */
public final class PortForwarder {
    /** What a client has to offer one of, the preferred first. */
    public static final List<String> PROTOCOLS = List.of(ChannelSession.PROTOCOL, SpdySession.PROTOCOL);

    private static final int CONNECT_MILLIS = 5_000;
    private static final short UNSUPPORTED = 1002;

    private final NetClient client;

    public PortForwarder(Vertx vertx) {
        this.client =
                vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true).setConnectTimeout(CONNECT_MILLIS));
    }

    /**
     * Serves the WebSocket until either side ends it.
     *
     * @param port empty when each stream of the session names its own
     */
    public void serve(ServerWebSocket webSocket, InetAddress address, String pod, OptionalInt port) {
        Pod target = new Pod(client, address, pod);
        String protocol = webSocket.subProtocol();
        if (SpdySession.PROTOCOL.equals(protocol)) {
            new SpdySession(webSocket, target).start();
        } else if (ChannelSession.PROTOCOL.equals(protocol) && port.isPresent()) {
            new ChannelSession(webSocket, target, port.getAsInt()).start();
        } else {
            webSocket.close(
                    UNSUPPORTED,
                    protocol == null
                            ? "the subprotocol has to be one of " + String.join(", ", PROTOCOLS)
                            : "the parameter ports is missing");
        }
    }

    /** The pod whose ports are asked for. */
    record Pod(NetClient client, InetAddress address, String name) {

        Future<NetSocket> connect(int port) {
            return client.connect(port, address.getHostAddress());
        }

        /** Why a port cannot be had, as the kubelet words it. */
        String refusal(int port, Throwable failure) {
            return "error forwarding port " + port + " to pod " + name + ": failed to connect to localhost:" + port
                    + " inside the pod: " + failure.getMessage();
        }
    }

    /** Stops reading from one end while the other is behind. */
    static void yield(ReadStream<Buffer> from, WriteStream<Buffer> to) {
        if (to.writeQueueFull()) {
            from.pause();
            to.drainHandler(drained -> from.resume());
        }
    }
}
