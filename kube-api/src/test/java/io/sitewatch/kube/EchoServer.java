package io.sitewatch.kube;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Says back whatever it is told, in capitals. */
final class EchoServer implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    EchoServer() throws IOException {
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                start(() -> echo(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void echo(Socket socket) {
        try (socket) {
            byte[] piece = new byte[8192];
            for (int size = socket.getInputStream().read(piece);
                    size > 0;
                    size = socket.getInputStream().read(piece)) {
                for (int i = 0; i < size; i++) {
                    piece[i] = (byte) Character.toUpperCase(piece[i]);
                }
                socket.getOutputStream().write(piece, 0, size);
            }
        } catch (IOException gone) {
            // Nobody listens any more.
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "echo");
        thread.setDaemon(true);
        thread.start();
    }
}
