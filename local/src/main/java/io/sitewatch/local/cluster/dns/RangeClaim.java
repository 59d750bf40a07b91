package io.sitewatch.local.cluster.dns;

import io.sitewatch.local.cluster.LaptopException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A range that this process alone has: it listens on a port there that nobody talks to, until it ends. N is chosen at the first start
 * and kept, because the services' addresses are kept.
 */
public final class RangeClaim implements AutoCloseable {
    private static final int PORT = 6442;

    private final AddressRange range;
    private final ServerSocket held;

    private RangeClaim(AddressRange range, ServerSocket held) {
        this.range = range;
        this.held = held;
    }

    /**
     * The range that the file has, or a free one, which is then written there.
     *
     * @throws LaptopException when the kept one is taken, or the machine has no loopback range
     */
    public static RangeClaim take(Path file, PortOwner owner) throws IOException {
        if (Files.exists(file)) {
            AddressRange kept = parse(file);
            return tryTo(kept)
                    .orElseThrow(() -> new LaptopException(owner.taken(kept.apiAddress(), PORT)
                            + "; this state folder's services have their addresses in " + kept.cidr()
                            + ": stop that process, or start over with --fresh"));
        }
        for (int n = AddressRange.FIRST; n <= AddressRange.LAST; n++) {
            Optional<RangeClaim> claim = tryTo(new AddressRange(n));
            if (claim.isPresent()) {
                Files.writeString(file, n + "\n");
                return claim.get();
            }
        }
        throw new LaptopException("no range 127.N.0.0/16 can be used on this machine: it needs Linux, where all of"
                + " 127.0.0.0/8 is the loopback");
    }

    /** The range. */
    public AddressRange range() {
        return range;
    }

    @Override
    public void close() throws IOException {
        held.close();
    }

    private static Optional<RangeClaim> tryTo(AddressRange range) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByName(range.apiAddress()), PORT));
            return Optional.of(new RangeClaim(range, socket));
        } catch (IOException taken) {
            socket.close();
            return Optional.empty();
        }
    }

    private static AddressRange parse(Path file) throws IOException {
        String text = Files.readString(file).trim();
        return Optional.of(text)
                .filter(digits -> digits.matches("[0-9]{2,3}"))
                .map(Integer::parseInt)
                .filter(n -> n >= AddressRange.FIRST && n <= AddressRange.LAST)
                .map(AddressRange::new)
                .orElseThrow(() -> new LaptopException(file + " should hold a number from " + AddressRange.FIRST
                        + " to " + AddressRange.LAST + " but holds \"" + text + "\": start over with --fresh"));
    }
}
