package io.sitewatch.kube.forward;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.NetSocket;

/**
 * One port on two channels: the first byte of each message says whether the rest is data or an error. Each channel begins with
 * the port that it is for.
 */
final class ChannelSession {
    static final String PROTOCOL = "v4.channel.k8s.io";

    private static final byte DATA = 0;
    private static final byte ERROR = 1;

    private final ServerWebSocket webSocket;
    private final PortForwarder.Pod pod;
    private final int port;

    ChannelSession(ServerWebSocket webSocket, PortForwarder.Pod pod, int port) {
        this.webSocket = webSocket;
        this.pod = pod;
        this.port = port;
    }

    void start() {
        webSocket.pause();
        Buffer announced = Buffer.buffer().appendUnsignedShortLE(port);
        send(DATA, announced);
        send(ERROR, announced);
        pod.connect(port).onSuccess(this::join).onFailure(failure -> {
            send(ERROR, Buffer.buffer(pod.refusal(port, failure)));
            webSocket.close();
        });
    }

    private void join(NetSocket socket) {
        if (webSocket.isClosed()) {
            socket.close();
            return;
        }
        webSocket.closeHandler(closed -> socket.close());
        webSocket.exceptionHandler(failure -> socket.close());
        webSocket.binaryMessageHandler(message -> {
            if (message.length() > 1 && message.getByte(0) == DATA) {
                socket.write(message.getBuffer(1, message.length()));
                PortForwarder.yield(webSocket, socket);
            }
        });
        socket.closeHandler(closed -> webSocket.close());
        socket.exceptionHandler(failure -> socket.close());
        socket.handler(data -> {
            send(DATA, data);
            PortForwarder.yield(socket, webSocket);
        });
        webSocket.resume();
    }

    private void send(byte channel, Buffer content) {
        if (!webSocket.isClosed()) {
            webSocket.writeBinaryMessage(
                    Buffer.buffer(content.length() + 1).appendByte(channel).appendBuffer(content));
        }
    }
}
