package io.sitewatch.local.cluster.dns;

import io.sitewatch.local.cluster.LaptopException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The loopback range 127.N.0.0/16 of one laptop cluster. N is chosen at the first start and kept, because the services'
 * addresses are kept.
 *
 * @param n between 64 and 250
 */
public record AddressRange(int n) {
    /** Where the API server listens; whoever listens there has the range. */
    public static final int API_PORT = 6443;

    private static final int FIRST = 64;
    private static final int LAST = 250;

    /** In CIDR form, for the API server. */
    public String cidr() {
        return "127." + n + ".0.0/16";
    }

    /** The API server's address. */
    public String apiAddress() {
        return "127." + n + ".255.254";
    }

    /** An address for a pod that no service selects; its last byte and a half are that number. */
    public String podAddress(int number) {
        return "127." + n + "." + (240 + number / 250 % 15) + "." + (1 + number % 250);
    }

    /**
     * The range that the file has, or a free one, which is then written there.
     *
     * @throws LaptopException when the kept one is taken, or the machine has no loopback range
     */
    public static AddressRange claim(Path file, PortOwner owner) throws IOException {
        if (Files.exists(file)) {
            AddressRange kept = parse(file);
            if (!kept.free()) {
                throw new LaptopException(owner.taken(kept.apiAddress(), API_PORT)
                        + "; this state folder's services have their addresses in " + kept.cidr()
                        + ": stop that process, or start over with --fresh");
            }
            return kept;
        }
        AddressRange free = IntStream.rangeClosed(FIRST, LAST)
                .mapToObj(AddressRange::new)
                .filter(AddressRange::free)
                .findFirst()
                .orElseThrow(() -> new LaptopException("no range 127.N.0.0/16 can be used on this machine: it needs"
                        + " Linux, where all of 127.0.0.0/8 is the loopback"));
        Files.writeString(file, free.n() + "\n");
        return free;
    }

    private static AddressRange parse(Path file) throws IOException {
        String text = Files.readString(file).trim();
        return Optional.of(text)
                .filter(digits -> digits.matches("[0-9]{2,3}"))
                .map(Integer::parseInt)
                .filter(n -> n >= FIRST && n <= LAST)
                .map(AddressRange::new)
                .orElseThrow(() -> new LaptopException(file + " should hold a number from " + FIRST + " to " + LAST
                        + " but holds \"" + text + "\": start over with --fresh"));
    }

    private boolean free() {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(apiAddress()), API_PORT));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
