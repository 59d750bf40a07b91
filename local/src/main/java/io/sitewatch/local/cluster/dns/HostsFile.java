package io.sitewatch.local.cluster.dns;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** A hosts file in the form that {@code -Djdk.net.hosts.file} takes, replaced as a whole so that no reader sees half of it. */
final class HostsFile {
    private HostsFile() {}

    static String render(Map<String, String> names) {
        StringBuilder text = new StringBuilder();
        names.forEach(
                (name, address) -> text.append(address).append(' ').append(name).append('\n'));
        return text.toString();
    }

    static void write(Path file, Map<String, String> names) throws IOException {
        Files.createDirectories(file.getParent());
        String text = render(names);
        if (Files.exists(file) && Files.readString(file).equals(text)) {
            return;
        }
        Path draft = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".tmp");
        Files.writeString(draft, text);
        Files.setPosixFilePermissions(draft, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
