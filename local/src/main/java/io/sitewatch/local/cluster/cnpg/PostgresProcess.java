package io.sitewatch.local.cluster.cnpg;

import io.sitewatch.local.cluster.LaptopException;
import io.sitewatch.local.cluster.Parts;
import io.sitewatch.local.cluster.control.Credentials;
import io.sitewatch.local.cluster.process.OneShot;
import io.sitewatch.local.cluster.process.ProcessSpec;
import io.sitewatch.local.cluster.runtime.Unpacked;
import io.sitewatch.local.cluster.tls.CertificateAuthority;
import io.sitewatch.local.cluster.tls.KeyMaterial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The one instance of a Cluster: its files, and how it is run. */
final class PostgresProcess {
    static final String SUPERUSER = "postgres";

    private static final Duration INIT_WITHIN = Duration.ofMinutes(2);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Parts parts;
    private final PostgresSpec spec;
    private final List<String> addresses;
    private final Path volume;
    private final ProcessSpec.Rights rights;

    /**
     * New instance.
     *
     * @param addresses of its services, that of {@code -rw} first
     */
    PostgresProcess(Parts parts, PostgresSpec spec, List<String> addresses, Path volume) {
        this.parts = parts;
        this.spec = spec;
        this.addresses = addresses;
        this.volume = volume;
        this.rights = parts.privileges().forServersThatRefuseRoot();
    }

    /** The address of the {@code -rw} service. */
    String address() {
        return addresses.get(0);
    }

    List<String> addresses() {
        return addresses;
    }

    /** Another one needs another process. */
    String version() {
        return PostgresConfig.parameters(spec, addresses, certificates());
    }

    /** The password of the superuser, which nobody but the laptop cluster uses. */
    String superuserPassword() throws IOException {
        return Files.readString(passwordFile()).trim();
    }

    /** Makes the data folder when it is not there, writes the configuration, and says what to run. */
    ProcessSpec prepare(CertificateAuthority authority)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path program = new Unpacked(parts.artifacts().runtime()).postgres();
        parts.privileges().makeFolder(volume, rights);
        if (!Files.exists(data().resolve("PG_VERSION"))) {
            initialise(program);
        }
        writeCertificates(authority);
        write(data().resolve("sitewatch.conf"), version());
        write(data().resolve("pg_hba.conf"), PostgresConfig.clientAuthentication());
        return spec(program, "postgres", List.of("-D", data().toString(), "-c", "config_file=" + configFile()));
    }

    private Path configFile() throws IOException {
        Path file = data().resolve("laptop.conf");
        write(file, "include 'postgresql.conf'\ninclude 'sitewatch.conf'\n");
        return file;
    }

    private void initialise(Path program) throws IOException, InterruptedException {
        Path draft = volume.resolve("pgdata.new");
        deleteLeftover(draft);
        if (!Files.exists(passwordFile())) {
            write(passwordFile(), new Credentials().password() + "\n");
        }
        ProcessSpec initdb = spec(
                program,
                "initdb",
                List.of(
                        "-D",
                        draft.toString(),
                        "-U",
                        SUPERUSER,
                        "-E",
                        spec.encoding(),
                        "--locale=C",
                        "-A",
                        "scram-sha-256",
                        "--no-sync",
                        "--no-instructions",
                        "--pwfile=" + passwordFile()));
        int exit = new OneShot(parts.privileges()).run(initdb, INIT_WITHIN);
        if (exit != 0) {
            throw new LaptopException("initdb ended with " + exit + ": see " + initdb.log());
        }
        Files.move(draft, data(), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    private ProcessSpec spec(Path program, String name, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(program.resolve("bin").resolve(name).toString());
        command.addAll(arguments);
        return new ProcessSpec(
                "postgres",
                spec.namespace(),
                spec.pod(),
                command,
                Map.of("HOME", volume.toString(), "TZ", "UTC", "LC_ALL", "C"),
                volume,
                parts.state().log("postgres", spec.namespace(), spec.name()),
                // PostgreSQL's SIGTERM waits for its clients to leave, SIGINT does not.
                new ProcessSpec.Stop("INT", GRACE, ProcessSpec.Turn.STORES),
                rights);
    }

    private void writeCertificates(CertificateAuthority authority) throws IOException, GeneralSecurityException {
        List<String> names = new ArrayList<>();
        for (String kind : List.of("rw", "ro", "r")) {
            String service = spec.service(kind);
            names.addAll(List.of(
                    service,
                    service + "." + spec.namespace(),
                    service + "." + spec.namespace() + ".svc",
                    service + "." + spec.namespace() + ".svc.cluster.local"));
        }
        KeyMaterial server = authority.issue(spec.service("rw"), names, addresses);
        parts.privileges().makeFolder(certificates(), rights);
        write(certificates().resolve("tls.crt"), server.certificatePem());
        write(certificates().resolve("tls.key"), server.keyPem());
    }

    private void write(Path file, String text) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, text);
        parts.privileges().own(file, rights);
    }

    private static void deleteLeftover(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            io.sitewatch.local.cluster.kubelet.Volumes.delete(folder);
        }
    }

    private Path data() {
        return volume.resolve("pgdata");
    }

    private Path certificates() {
        return volume.resolve("certificates");
    }

    private Path passwordFile() {
        return volume.resolve("superuser-password");
    }
}
