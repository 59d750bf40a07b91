package io.sitewatch.stream.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports that are free, of those that Linux does not give to outgoing connections by default: nobody takes one before its server
 * listens, or while it is down.
 */
public final class Ports {
    private static final int LOWEST = 10_000;
    private static final int FIRST_OF_OUTGOING = 32_768;

    /** None is given twice in one process; where another begins is left to chance. */
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(FIRST_OF_OUTGOING - LOWEST));

    private Ports() {}

    public static int free() {
        int port;
        do {
            port = LOWEST + NEXT.getAndIncrement() % (FIRST_OF_OUTGOING - LOWEST);
        } while (!isFree(port));
        return port;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (BindException taken) {
            return false;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
