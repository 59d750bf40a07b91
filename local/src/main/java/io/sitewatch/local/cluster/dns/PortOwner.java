package io.sitewatch.local.cluster.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out who listens where, so that an error can name the process that is in the way. Linux' procfs. */
public final class PortOwner {
    private static final String LISTENING = "0A";

    private final Path proc;

    public PortOwner(Path proc) {
        this.proc = proc;
    }

    /** On this machine. */
    public static PortOwner ofThisMachine() {
        return new PortOwner(Path.of("/proc"));
    }

    /** Whether a server can listen there now; when not, the sentence that says who is in the way. */
    public Optional<String> inTheWay(String address, int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(address), port));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(taken(address, port));
        }
    }

    /** The sentence that says who has that port. */
    public String taken(String address, int port) {
        return "port " + port + " of " + address + " is taken"
                + listener(address, port).map(who -> " by " + who).orElse("");
    }

    private Optional<String> listener(String address, int port) {
        return Stream.of("tcp", "tcp6")
                .flatMap(table -> inode(table, address, port).stream())
                .findFirst()
                .flatMap(this::holder);
    }

    private Optional<String> inode(String table, String address, int port) {
        String suffix = String.format(":%04X", port);
        try (Stream<String> lines = Files.lines(proc.resolve("net").resolve(table))) {
            return lines.map(line -> line.trim().split("\\s+"))
                    .filter(columns -> columns.length > 9 && columns[3].equals(LISTENING))
                    .filter(columns -> columns[1].endsWith(suffix))
                    .filter(columns -> covers(columns[1].substring(0, columns[1].indexOf(':')), address))
                    .map(columns -> columns[9])
                    .findFirst();
        } catch (IOException | java.io.UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** The table has IPv4 addresses as a little-endian hexadecimal number; zeros are all addresses. */
    private static boolean covers(String hex, String address) {
        if (hex.matches("0+")) {
            return true;
        }
        String[] bytes = address.split("\\.");
        String wanted = String.format(
                "%02X%02X%02X%02X",
                Integer.parseInt(bytes[3]),
                Integer.parseInt(bytes[2]),
                Integer.parseInt(bytes[1]),
                Integer.parseInt(bytes[0]));
        return hex.endsWith(wanted);
    }

    private Optional<String> holder(String inode) {
        String link = "socket:[" + inode + "]";
        try (Stream<Path> processes = Files.list(proc)) {
            return processes
                    .filter(folder -> folder.getFileName().toString().matches("[0-9]+"))
                    .filter(folder -> holds(folder.resolve("fd"), link))
                    .map(folder -> "process " + folder.getFileName() + program(folder))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean holds(Path descriptors, String link) {
        try (Stream<Path> files = Files.list(descriptors)) {
            return files.anyMatch(file -> {
                try {
                    return Files.readSymbolicLink(file).toString().equals(link);
                } catch (IOException e) {
                    return false;
                }
            });
        } catch (IOException | java.io.UncheckedIOException e) {
            return false;
        }
    }

    private static String program(Path folder) {
        try {
            return " (" + Files.readString(folder.resolve("comm")).trim() + ")";
        } catch (IOException e) {
            return "";
        }
    }
}
