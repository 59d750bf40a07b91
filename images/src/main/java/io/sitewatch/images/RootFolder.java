package io.sitewatch.images;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A folder with a root file system, made into an image of one layer: links stay links, and times and owners do not count. */
record RootFolder(Path folder) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> JAVA_HOMES = List.of("opt/java/openjdk", "usr/lib/jvm/default");
    private static final String PATHS = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /** The image, as {@code docker save} would have written it. */
    Path archive(Path work, Platform platform) {
        try {
            Files.createDirectories(work);
            Path layer = work.resolve("layer.tar");
            writeLayer(layer);
            String digest = sha256(layer);
            byte[] config = JSON.writeValueAsBytes(config(digest, platform));
            Path archive = work.resolve("base.tar");
            try (TarArchiveOutputStream tar = tar(archive)) {
                add(tar, "config.json", config);
                add(
                        tar,
                        "manifest.json",
                        "[{\"Config\":\"config.json\",\"RepoTags\":null,\"Layers\":[\"layer.tar\"]}]"
                                .getBytes(StandardCharsets.UTF_8));
                TarArchiveEntry entry = new TarArchiveEntry("layer.tar");
                entry.setSize(Files.size(layer));
                tar.putArchiveEntry(entry);
                Files.copy(layer, tar);
                tar.closeArchiveEntry();
            }
            Files.delete(layer);
            return archive;
        } catch (IOException e) {
            throw new BuildException("the folder " + folder + " cannot be made a base image: " + e.getMessage(), e);
        }
    }

    private ObjectNode config(String digest, Platform platform) {
        ObjectNode config = JSON.createObjectNode();
        config.put("architecture", platform.getArchitecture()).put("os", platform.getOs());
        config.put("created", "1970-01-01T00:00:00Z");
        var environment = config.putObject("config").putArray("Env");
        JAVA_HOMES.stream()
                .filter(home -> Files.isExecutable(folder.resolve(home).resolve("bin/java")))
                .findFirst()
                .ifPresentOrElse(
                        home -> environment.add("JAVA_HOME=/" + home).add("PATH=/" + home + "/bin:" + PATHS),
                        () -> environment.add("PATH=" + PATHS));
        config.putObject("rootfs").put("type", "layers").putArray("diff_ids").add("sha256:" + digest);
        config.putArray("history").addObject().put("created_by", "a folder");
        return config;
    }

    private void writeLayer(Path layer) throws IOException {
        try (Stream<Path> files = Files.walk(folder);
                TarArchiveOutputStream tar = tar(layer)) {
            for (Path file : files.filter(file -> !file.equals(folder)).sorted().toList()) {
                String name = folder.relativize(file).toString();
                if (Files.isSymbolicLink(file)) {
                    TarArchiveEntry link = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
                    link.setLinkName(Files.readSymbolicLink(file).toString());
                    link.setModTime(0);
                    tar.putArchiveEntry(link);
                } else if (Files.isDirectory(file)) {
                    tar.putArchiveEntry(entry(name + "/", file));
                } else if (Files.isRegularFile(file)) {
                    TarArchiveEntry entry = entry(name, file);
                    entry.setSize(Files.size(file));
                    tar.putArchiveEntry(entry);
                    Files.copy(file, tar);
                } else {
                    continue; // devices and sockets belong to whoever runs the container
                }
                tar.closeArchiveEntry();
            }
        }
    }

    private static TarArchiveEntry entry(String name, Path file) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setModTime(0);
        entry.setIds(0, 0);
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
        int mode = 0;
        for (PosixFilePermission permission : PosixFilePermission.values()) {
            mode = mode << 1 | (permissions.contains(permission) ? 1 : 0);
        }
        // A scratch folder that everybody may write to, and only the owner of a file in it may remove it.
        entry.setMode((name.equals("tmp/") ? 01000 : 0) | mode);
        return entry;
    }

    private static void add(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static TarArchiveOutputStream tar(Path file) throws IOException {
        TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        return tar;
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            in.transferTo(new java.security.DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
