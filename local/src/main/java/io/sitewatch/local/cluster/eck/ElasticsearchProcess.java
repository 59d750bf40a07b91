package io.sitewatch.local.cluster.eck;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.sitewatch.local.cluster.Parts;
import io.sitewatch.local.cluster.process.ProcessSpec;
import io.sitewatch.local.cluster.runtime.Unpacked;
import io.sitewatch.local.cluster.tls.CertificateAuthority;
import io.sitewatch.local.cluster.tls.KeyMaterial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The one node of an Elasticsearch: its files, and how it is run. */
final class ElasticsearchProcess {
    static final int PORT = 9200;
    static final int TRANSPORT_PORT = 9300;

    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final String LOGGING = """
            status = error
            appender.console.type = Console
            appender.console.name = console
            appender.console.layout.type = PatternLayout
            appender.console.layout.pattern = %d{ISO8601} %-5p %c{1.}: %m%n
            rootLogger.level = info
            rootLogger.appenderRef.console.ref = console
            """;

    private final Parts parts;
    private final ElasticsearchSpec spec;
    private final String address;
    private final Path volume;
    private final ProcessSpec.Rights rights;

    ElasticsearchProcess(Parts parts, ElasticsearchSpec spec, String address, Path volume) {
        this.parts = parts;
        this.spec = spec;
        this.address = address;
        this.volume = volume;
        this.rights = parts.privileges().forServersThatRefuseRoot();
    }

    ElasticsearchSpec spec() {
        return spec;
    }

    String address() {
        return address;
    }

    String url() {
        return spec.scheme() + "://" + address + ":" + PORT;
    }

    /** Another one needs another process. */
    String version() {
        return Serialization.asJson(settings());
    }

    /** A certificate for the names and the address of the service. */
    KeyMaterial certificate(CertificateAuthority authority) throws java.security.GeneralSecurityException {
        String service = spec.service();
        String full = service + "." + spec.namespace();
        return authority.issue(
                service, List.of(service, full, full + ".svc", full + ".svc.cluster.local"), List.of(address));
    }

    /** Writes the configuration, and says what to run. */
    ProcessSpec prepare(KeyMaterial certificate) throws IOException {
        Path home = new Unpacked(parts.artifacts().runtime()).elasticsearch();
        for (Path folder : List.of(volume, config(), data(), temporary(), workingFolder())) {
            parts.privileges().makeFolder(folder, rights);
        }
        // JSON is YAML too.
        write("elasticsearch.yml", version());
        write("jvm.options", jvmOptions());
        write("log4j2.properties", LOGGING);
        write("tls.crt", certificate.certificatePem());
        write("tls.key", certificate.keyPem());
        return new ProcessSpec(
                "elasticsearch",
                spec.namespace(),
                spec.pod(),
                List.of(home.resolve("bin/elasticsearch").toString()),
                Map.of(
                        "ES_JAVA_HOME", System.getProperty("java.home"),
                        "ES_PATH_CONF", config().toString(),
                        "ES_TMPDIR", temporary().toString(),
                        "HOME", workingFolder().toString(),
                        // The launcher that waits beside the node.
                        "CLI_JAVA_OPTS", "-Xms4m -Xmx16m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"),
                workingFolder(),
                parts.state().log("elasticsearch", spec.namespace(), spec.name()),
                ProcessSpec.Stop.term(GRACE, ProcessSpec.Turn.STORES),
                rights);
    }

    /** Writes the users and the roles; a running node takes them over within seconds. */
    void writeUsers(FileRealm realm, String roles) throws IOException {
        parts.privileges().makeFolder(volume, rights);
        parts.privileges().makeFolder(config(), rights);
        write("users", realm.usersFile());
        write("users_roles", realm.rolesOfUsersFile());
        write("roles.yml", roles);
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        // A laptop's disk is often nearly full; the node would then refuse every write.
        settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
        settings.putAll(spec.config());
        settings.put("cluster.name", spec.name());
        settings.put("node.name", spec.pod());
        settings.put("path.data", data().toString());
        settings.put("path.logs", workingFolder().toString());
        settings.put("network.host", address);
        settings.put("http.port", PORT);
        settings.put("transport.port", TRANSPORT_PORT);
        settings.put("discovery.type", "single-node");
        settings.put("xpack.security.enabled", true);
        settings.put("xpack.security.autoconfiguration.enabled", false);
        settings.put("xpack.security.enrollment.enabled", false);
        settings.put("xpack.security.authc.reserved_realm.enabled", false);
        settings.put("xpack.security.authc.realms.file.file1.order", -100);
        settings.put("xpack.security.http.ssl.enabled", spec.tls());
        if (spec.tls()) {
            settings.put("xpack.security.http.ssl.certificate", "tls.crt");
            settings.put("xpack.security.http.ssl.key", "tls.key");
        }
        return settings;
    }

    private String jvmOptions() {
        return String.join(
                "\n",
                "-Xms128m",
                "-Xmx" + parts.heaps().elasticsearch() + "m",
                "-XX:+UseSerialGC",
                "-XX:-AlwaysPreTouch",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                // It must not be a folder above the node's own, which no module may read.
                "-Djava.io.tmpdir=" + temporary(),
                "-Djdk.net.hosts.file=" + parts.state().hosts(spec.namespace()),
                "");
    }

    private void write(String name, String text) throws IOException {
        Path file = config().resolve(name);
        Path draft = Files.createTempFile(
                config(),
                name,
                ".draft",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, text);
        parts.privileges().own(draft, rights);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path config() {
        return volume.resolve("config");
    }

    private Path data() {
        return volume.resolve("data");
    }

    private Path temporary() {
        return volume.resolve("tmp");
    }

    private Path workingFolder() {
        return volume.resolve("work");
    }
}
