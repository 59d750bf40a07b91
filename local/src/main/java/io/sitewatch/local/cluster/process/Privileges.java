package io.sitewatch.local.cluster.process;

import io.sitewatch.local.cluster.LaptopException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns a command into one that runs with the right rights and ends with its parent, through util-linux' {@code setpriv}.
 *
 * <p>PostgreSQL and Elasticsearch refuse to run as root. When the launcher is root, they run as {@code nobody} with one
 * capability, so that they reach a state folder below a directory that only root may enter.
 */
public final class Privileges {
    private static final int NOBODY = 65534;
    private static final List<String> FOLDERS_OF_PROGRAMS = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");

    private final Optional<Path> setpriv;
    private final Optional<Path> setsid;
    private final boolean root;
    private final Optional<String> reachEverywhere;

    Privileges(Optional<Path> setpriv, Optional<Path> setsid, boolean root, Optional<String> reachEverywhere) {
        this.setpriv = setpriv;
        this.setsid = setsid;
        this.root = root;
        this.reachEverywhere = reachEverywhere;
    }

    /** What this machine and this user allow. */
    public static Privileges ofThisProcess() {
        return new Privileges(
                program("setpriv"), program("setsid"), effectiveUser() == 0, capabilityToReachEverywhere());
    }

    private static Optional<Path> program(String name) {
        return FOLDERS_OF_PROGRAMS.stream()
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The rights for a server that refuses to run as root. */
    public ProcessSpec.Rights forServersThatRefuseRoot() {
        return root ? new ProcessSpec.Rights(Optional.of(NOBODY)) : ProcessSpec.Rights.OWN;
    }

    /** Makes the folder, and gives it to whoever these rights are of; readable by nobody else. */
    public void makeFolder(Path folder, ProcessSpec.Rights rights) throws IOException {
        Files.createDirectories(folder);
        own(folder, rights);
        Files.setPosixFilePermissions(
                folder,
                java.util.Set.of(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.OWNER_EXECUTE));
    }

    /** Gives a file or folder to whoever these rights are of. */
    public void own(Path path, ProcessSpec.Rights rights) throws IOException {
        if (rights.user().isPresent()) {
            int user = rights.user().get();
            Files.setAttribute(path, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", user, LinkOption.NOFOLLOW_LINKS);
        }
    }

    /**
     * The command with what makes it end with its parent, and run with those rights.
     *
     * @throws LaptopException when root's rights cannot be dropped on this machine
     */
    List<String> wrap(List<String> command, ProcessSpec.Rights rights, String deathSignal) {
        if (setpriv.isEmpty()) {
            if (rights.user().isPresent()) {
                throw new LaptopException("PostgreSQL and Elasticsearch refuse to run as root, and this machine has no"
                        + " setpriv to drop its rights: install util-linux, or run as another user");
            }
            return command;
        }
        List<String> wrapped = new ArrayList<>();
        // Its own session: Ctrl-C at the terminal is for the launcher, which stops the children in their order.
        setsid.ifPresent(program -> wrapped.add(program.toString()));
        wrapped.addAll(List.of(setpriv.get().toString(), "--pdeathsig", deathSignal));
        rights.user().ifPresent(user -> {
            wrapped.addAll(List.of("--reuid", user.toString(), "--regid", user.toString(), "--clear-groups"));
            reachEverywhere.ifPresent(capability -> wrapped.addAll(List.of(
                    // Without it access(2), which Java asks before it opens a file, takes no notice of the capability.
                    "--securebits",
                    "+no_setuid_fixup",
                    "--inh-caps",
                    "+" + capability,
                    "--ambient-caps",
                    "+" + capability)));
        });
        wrapped.addAll(command);
        return wrapped;
    }

    private static int effectiveUser() {
        try {
            return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return "root".equals(System.getProperty("user.name")) ? 0 : NOBODY;
        }
    }

    /** Reading suffices; a container may have dropped that capability and kept the wider one. */
    private static Optional<String> capabilityToReachEverywhere() {
        long bounding = boundingSet();
        boolean mayChangeItsOwn = (bounding & 1L << 8) != 0;
        if (!mayChangeItsOwn) {
            return Optional.empty();
        }
        if ((bounding & 1L << 2) != 0) {
            return Optional.of("dac_read_search");
        }
        return (bounding & 1L << 1) != 0 ? Optional.of("dac_override") : Optional.empty();
    }

    private static long boundingSet() {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("CapBnd:"))
                    .map(line -> Long.parseUnsignedLong(
                            line.substring("CapBnd:".length()).trim(), 16))
                    .findFirst()
                    .orElse(0L);
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}
