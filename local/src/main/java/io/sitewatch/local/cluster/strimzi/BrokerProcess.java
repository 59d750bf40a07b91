package io.sitewatch.local.cluster.strimzi;

import io.sitewatch.local.cluster.Parts;
import io.sitewatch.local.cluster.kubelet.JvmCommand;
import io.sitewatch.local.cluster.process.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How the broker of one Kafka resource is run. */
final class BrokerProcess {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final String LOG_FORMAT = "%1$tFT%1$tT.%1$tL %4$s %3$s: %5$s%6$s%n";

    private final Parts parts;
    private final BrokerSpec spec;
    private final String address;
    private final int laptopPort;
    private final Path data;
    private final Map<String, String> properties;

    BrokerProcess(Parts parts, BrokerSpec spec, String address, int laptopPort, Path data) {
        this.parts = parts;
        this.spec = spec;
        this.address = address;
        this.laptopPort = laptopPort;
        this.data = data;
        this.properties = ServerProperties.of(spec, address, laptopPort, data, keyStore());
    }

    BrokerSpec spec() {
        return spec;
    }

    String address() {
        return address;
    }

    /** Where the plain listener is. */
    String bootstrap() {
        return address + ":" + laptopPort;
    }

    Path keyStore() {
        return folder().resolve("broker.pem");
    }

    /** Another one needs another process. */
    String version() {
        return ServerProperties.render(properties);
    }

    /** Who listens on a port that the broker needs. */
    Optional<String> portInTheWay() {
        return Stream.concat(
                        Stream.of(ServerProperties.CONTROLLER_PORT, laptopPort),
                        spec.listeners().stream().map(Listener::port))
                .flatMap(port -> parts.ports().inTheWay(address, port).stream())
                .findFirst();
    }

    /** Formats the storage, writes the configuration, and says what to run. */
    ProcessSpec prepare() throws IOException {
        BrokerStorage.format(data);
        Path file = folder().resolve("server.properties");
        Files.createDirectories(folder());
        Files.writeString(file, ServerProperties.render(properties));
        return new ProcessSpec(
                "kafka",
                spec.namespace(),
                spec.pod(),
                List.of(
                        JvmCommand.java(),
                        "-Xmx" + parts.heaps().broker() + "m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Djava.net.preferIPv4Stack=true",
                        "-Djava.util.logging.SimpleFormatter.format=" + LOG_FORMAT,
                        "-Djdk.net.hosts.file=" + parts.dns().fileFor(spec.namespace()),
                        "kafka.Kafka",
                        file.toString()),
                // The broker is on the launcher's own class path.
                Map.of("HOME", folder().toString(), "CLASSPATH", System.getProperty("java.class.path")),
                folder(),
                parts.state().log("kafka", spec.namespace(), spec.name()),
                ProcessSpec.Stop.term(GRACE, ProcessSpec.Turn.STORES),
                ProcessSpec.Rights.OWN);
    }

    private Path folder() {
        return parts.state().pod(spec.namespace(), spec.pod());
    }
}
