package io.sitewatch.local.cli.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes Kafka client properties for a site's read-only user to a file that only its owner reads. */
public final class ConsoleClientFile {
    private ConsoleClientFile() {}

    /** The file {@code client-<site>.properties} in the folder, new or replaced. */
    public static Path write(Path folder, SiteName site, Map<String, String> settings) throws IOException {
        String text = settings.entrySet().stream()
                .map(entry -> entry.getKey() + "="
                        + entry.getValue().replace("\\", "\\\\").replace("\n", "\\n"))
                .collect(Collectors.joining("\n", "# Kafka client settings of the site " + site + "\n", "\n"));
        Path file = folder.resolve("client-" + site.toString().replace('/', '-') + ".properties");
        Path written = Files.createTempFile(
                folder,
                "client",
                ".properties",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(written, text, StandardCharsets.UTF_8);
        return Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
