package io.sitewatch.kube.forward;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.spdy.DefaultSpdyDataFrame;
import io.netty.handler.codec.spdy.DefaultSpdyRstStreamFrame;
import io.netty.handler.codec.spdy.DefaultSpdySynReplyFrame;
import io.netty.handler.codec.spdy.SpdyDataFrame;
import io.netty.handler.codec.spdy.SpdyFrame;
import io.netty.handler.codec.spdy.SpdyFrameCodec;
import io.netty.handler.codec.spdy.SpdyPingFrame;
import io.netty.handler.codec.spdy.SpdyRstStreamFrame;
import io.netty.handler.codec.spdy.SpdyStreamStatus;
import io.netty.handler.codec.spdy.SpdySynReplyFrame;
import io.netty.handler.codec.spdy.SpdySynStreamFrame;
import io.netty.handler.codec.spdy.SpdyVersion;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A SPDY/3.1 session inside of a WebSocket. Each connection is a pair of streams with the same request id: one for errors, one for
 * data. Everything happens on the WebSocket's event loop. SPDY's windows are not kept: neither side of Kubernetes does.
 */
final class SpdySession {
    static final String PROTOCOL = "SPDY/3.1+portforward.k8s.io";

    private static final short PROTOCOL_ERROR = 1002;

    private final ServerWebSocket webSocket;
    private final PortForwarder.Pod pod;
    private final EmbeddedChannel codec = new EmbeddedChannel(new SpdyFrameCodec(SpdyVersion.SPDY_3_1));
    private final Map<String, Integer> errorStreams = new HashMap<>();
    private final Map<Integer, Connection> connections = new HashMap<>();

    SpdySession(ServerWebSocket webSocket, PortForwarder.Pod pod) {
        this.webSocket = webSocket;
        this.pod = pod;
    }

    void start() {
        webSocket.binaryMessageHandler(this::received);
        webSocket.closeHandler(closed -> end());
        webSocket.exceptionHandler(failure -> webSocket.close());
    }

    private void end() {
        connections.values().forEach(Connection::disconnect);
        connections.clear();
        codec.finishAndReleaseAll();
    }

    private void received(Buffer message) {
        codec.writeInbound(Unpooled.wrappedBuffer(message.getBytes()));
        for (Object frame = codec.readInbound(); frame != null; frame = codec.readInbound()) {
            try {
                handle((SpdyFrame) frame);
            } catch (IllegalArgumentException e) {
                webSocket.close(PROTOCOL_ERROR, e.getMessage());
                return;
            } finally {
                ReferenceCountUtil.release(frame);
            }
        }
    }

    private void handle(SpdyFrame frame) {
        if (frame instanceof SpdySynStreamFrame opened) {
            open(opened);
        } else if (frame instanceof SpdyDataFrame data) {
            Connection connection = connections.get(data.streamId());
            if (connection != null) {
                connection.toPod(data.content(), data.isLast());
            }
        } else if (frame instanceof SpdyRstStreamFrame reset) {
            Connection connection = connections.remove(reset.streamId());
            if (connection != null) {
                connection.disconnect();
            }
        } else if (frame instanceof SpdyPingFrame ping) {
            send(ping);
        }
    }

    private void open(SpdySynStreamFrame stream) {
        String request = header(stream, "requestID");
        SpdySynReplyFrame reply = new DefaultSpdySynReplyFrame(stream.streamId());
        // Without any header the codec leaves out their count, which the other side waits for.
        reply.headers().set("requestid", request);
        send(reply);
        if (header(stream, "streamType").equals("error")) {
            errorStreams.put(request, stream.streamId());
            return;
        }
        Integer errors = errorStreams.remove(request);
        if (errors == null) {
            send(new DefaultSpdyRstStreamFrame(stream.streamId(), SpdyStreamStatus.PROTOCOL_ERROR));
            return;
        }
        Connection connection = new Connection(stream.streamId(), errors, port(header(stream, "port")));
        connections.put(stream.streamId(), connection);
        connection.open();
    }

    private static String header(SpdySynStreamFrame stream, String name) {
        String value = stream.headers().getAsString(name);
        if (value == null) {
            throw new IllegalArgumentException("the header " + name + " is missing");
        }
        return value;
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the header port must be a number, but is \"" + text + "\"", e);
        }
    }

    private void send(SpdyFrame frame) {
        if (webSocket.isClosed()) {
            ReferenceCountUtil.release(frame);
            return;
        }
        codec.writeOutbound(frame);
        for (ByteBuf bytes = codec.readOutbound(); bytes != null; bytes = codec.readOutbound()) {
            webSocket.writeBinaryMessage(Buffer.buffer(ByteBufUtil.getBytes(bytes)));
            bytes.release();
        }
    }

    private void sendLast(int stream, String text) {
        SpdyDataFrame frame = new DefaultSpdyDataFrame(stream, Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
        frame.setLast(true);
        send(frame);
    }

    /** One connection to the pod. */
    private final class Connection {
        private final int data;
        private final int errors;
        private final int port;

        /** What came before the pod's port was open. */
        private final Buffer early = Buffer.buffer();

        private NetSocket socket;
        private boolean ended;

        Connection(int data, int errors, int port) {
            this.data = data;
            this.errors = errors;
            this.port = port;
        }

        void open() {
            pod.connect(port).onSuccess(this::join).onFailure(failure -> close(pod.refusal(port, failure)));
        }

        void toPod(ByteBuf content, boolean last) {
            Buffer bytes = Buffer.buffer(ByteBufUtil.getBytes(content));
            ended |= last;
            if (socket == null) {
                early.appendBuffer(bytes);
                return;
            }
            socket.write(bytes);
            PortForwarder.yield(webSocket, socket);
            if (last) {
                socket.close();
            }
        }

        void disconnect() {
            ended = true;
            if (socket != null) {
                socket.close();
            }
        }

        private void join(NetSocket opened) {
            socket = opened;
            socket.closeHandler(closed -> close(""));
            socket.exceptionHandler(failure -> socket.close());
            socket.handler(bytes -> {
                send(new DefaultSpdyDataFrame(data, Unpooled.wrappedBuffer(bytes.getBytes())));
                PortForwarder.yield(socket, webSocket);
            });
            socket.write(early);
            if (ended) {
                socket.close();
            }
        }

        private void close(String error) {
            connections.remove(data);
            sendLast(errors, error);
            sendLast(data, "");
        }
    }
}
