package io.sitewatch.kube.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import io.sitewatch.kube.json.Json;
import io.sitewatch.kube.store.Change;
import io.sitewatch.kube.store.ChangeListener;
import io.sitewatch.kube.store.ObjectStore;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Hands out the addresses of Services from one range; an address comes back when its Service is gone. */
public final class ClusterIps implements ChangeListener {
    private final int first;
    private final int size;
    private final Set<Integer> used = new HashSet<>();
    private int next = 1;

    /** @param cidr an IPv4 range such as {@code 127.77.0.0/16} */
    public ClusterIps(String cidr, ObjectStore store) {
        String[] parts = cidr.split("/");
        int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : -1;
        if (bits < 8 || bits > 30) {
            throw new IllegalArgumentException(
                    "serviceCidr " + cidr + " is no usable range; write one such as 127.77.0.0/16 (prefix 8 to 30)");
        }
        this.size = 1 << (32 - bits);
        this.first = toInt(parts[0]) & -size;
        store.list(BuiltInTypes.SERVICES, null).objects().forEach(service -> take(service.tree()));
        store.listen(this);
    }

    @Override
    public void changed(Change change) {
        if (!change.object().storage().equals(BuiltInTypes.SERVICES)) {
            return;
        }
        if (change.kind() == Change.Kind.DELETED) {
            release(change.object().tree());
        } else {
            take(change.object().tree());
        }
    }

    /** The next free address, held from now on. Empty when the range is used up. */
    synchronized Optional<String> allocate() {
        for (int tried = 0; tried < size - 2; tried++) {
            int candidate = next;
            next = next == size - 2 ? 1 : next + 1;
            if (used.add(first + candidate)) {
                return Optional.of(toText(first + candidate));
            }
        }
        return Optional.empty();
    }

    boolean contains(String address) {
        int value = toInt(address);
        return (value & -size) == first;
    }

    private synchronized void take(JsonNode service) {
        address(service).ifPresent(used::add);
    }

    private synchronized void release(JsonNode service) {
        address(service).ifPresent(used::remove);
    }

    private Optional<Integer> address(JsonNode service) {
        String address = Json.text(service, "spec", "clusterIP");
        return address.isEmpty() || "None".equals(address) ? Optional.empty() : Optional.of(toInt(address));
    }

    private static int toInt(String address) {
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return ((bytes[0] & 0xff) << 24) | ((bytes[1] & 0xff) << 16) | ((bytes[2] & 0xff) << 8) | (bytes[3] & 0xff);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address + " is no IPv4 address", e);
        }
    }

    private static String toText(int value) {
        return (value >>> 24) + "." + ((value >>> 16) & 0xff) + "." + ((value >>> 8) & 0xff) + "." + (value & 0xff);
    }
}
