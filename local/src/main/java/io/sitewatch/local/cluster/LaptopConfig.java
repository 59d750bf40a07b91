package io.sitewatch.local.cluster;

import java.nio.file.Path;
import java.util.Objects;

/**
 * What the laptop cluster needs to know before it starts.
 *
 * @param home root of the repository, with the built artifacts under its modules' {@code target}
 * @param state folder for everything that survives a stop: API objects, data of the brokers and databases, logs
 * @param heaps heap sizes of the processes whose manifests do not say one
 */
public record LaptopConfig(Path home, Path state, Heaps heaps) {

    public LaptopConfig {
        home = Objects.requireNonNull(home, "home").toAbsolutePath().normalize();
        state = Objects.requireNonNull(state, "state").toAbsolutePath().normalize();
        Objects.requireNonNull(heaps, "heaps");
    }

    /** With the heaps that let one site live in 4 GiB. */
    public static LaptopConfig of(Path home, Path state) {
        return new LaptopConfig(home, state, Heaps.SMALL);
    }

    /**
     * Heap sizes in MiB.
     *
     * @param operator of the Sitewatch operator
     * @param broker of each Kafka broker
     * @param elasticsearch of each Elasticsearch node
     * @param pod of a container that has no memory limit
     */
    public record Heaps(int operator, int broker, int elasticsearch, int pod) {
        /** For one site on a laptop. */
        public static final Heaps SMALL = new Heaps(160, 320, 512, 160);
    }
}
