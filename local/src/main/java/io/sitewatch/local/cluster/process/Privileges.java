package io.sitewatch.local.cluster.process;

import io.sitewatch.local.cluster.LaptopException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns a command into one that runs with the right rights and ends with its parent, through util-linux.
 *
 * <p>PostgreSQL and Elasticsearch refuse to run as root. When the launcher is root, they run in a user namespace in which
 * root has another name, so that they reach a state folder below a directory that only root may enter. Where the machine
 * allows no such namespace, they run as {@code nobody}, and the folders above the state must let everybody through.
 */
public final class Privileges {
    private static final int NOBODY = 65534;
    private static final String NOBODY_ID = Integer.toString(NOBODY);
    private static final List<String> FOLDERS_OF_PROGRAMS = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");

    private final Optional<Path> setpriv;
    private final Optional<Path> setsid;
    private final Optional<List<String>> renaming;
    private final boolean root;

    Privileges(Optional<Path> setpriv, Optional<Path> setsid, Optional<List<String>> renaming, boolean root) {
        this.setpriv = setpriv;
        this.setsid = setsid;
        this.renaming = renaming;
        this.root = root;
    }

    /** What this machine and this user allow. */
    public static Privileges ofThisProcess() {
        boolean root = effectiveUser() == 0;
        return new Privileges(
                program("setpriv"), program("setsid"), root ? renamingThatWorks() : Optional.empty(), root);
    }

    /** The words that run a command under another name, if this machine lets them. */
    private static Optional<List<String>> renamingThatWorks() {
        return program("unshare")
                .map(unshare -> List.of(unshare.toString(), "--user", "--map-user=" + NOBODY, "--map-group=" + NOBODY))
                .filter(Privileges::works);
    }

    private static boolean works(List<String> prefix) {
        List<String> command = new ArrayList<>(prefix);
        command.add("true");
        try {
            return new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Optional<Path> program(String name) {
        return FOLDERS_OF_PROGRAMS.stream()
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The rights for a server that refuses to run as root. */
    public ProcessSpec.Rights forServersThatRefuseRoot() {
        if (!root) {
            return ProcessSpec.Rights.OWN;
        }
        return renaming.isPresent() ? ProcessSpec.Rights.RENAMED : ProcessSpec.Rights.NOBODY;
    }

    /** Makes the folder, and gives it to whoever these rights are of; readable by nobody else. */
    public void makeFolder(Path folder, ProcessSpec.Rights rights) throws IOException {
        Files.createDirectories(folder);
        own(folder, rights);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    /** Gives a file or folder to whoever these rights are of. */
    public void own(Path path, ProcessSpec.Rights rights) throws IOException {
        if (rights == ProcessSpec.Rights.NOBODY) {
            Files.setAttribute(path, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", NOBODY, LinkOption.NOFOLLOW_LINKS);
        }
    }

    /**
     * The command with what makes it end with its parent, and run with those rights.
     *
     * @throws LaptopException when root's rights cannot be dropped on this machine
     */
    List<String> wrap(List<String> command, ProcessSpec.Rights rights, String deathSignal) {
        if (setpriv.isEmpty()) {
            if (rights != ProcessSpec.Rights.OWN) {
                throw new LaptopException("PostgreSQL and Elasticsearch refuse to run as root, and this machine has no"
                        + " setpriv to drop its rights: install util-linux, or run as another user");
            }
            return command;
        }
        List<String> wrapped = new ArrayList<>();
        // Its own session: Ctrl-C at the terminal is for the launcher, which stops the children in their order.
        setsid.ifPresent(program -> wrapped.add(program.toString()));
        if (rights == ProcessSpec.Rights.RENAMED) {
            wrapped.addAll(renaming.orElseThrow());
        }
        // After the change of name, which would forget the signal.
        wrapped.addAll(List.of(setpriv.get().toString(), "--pdeathsig", deathSignal));
        if (rights == ProcessSpec.Rights.NOBODY) {
            wrapped.addAll(List.of("--reuid", NOBODY_ID, "--regid", NOBODY_ID, "--clear-groups"));
        }
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
}
