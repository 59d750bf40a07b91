package io.sitewatch.local.cluster.kubelet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Files of a mounted ConfigMap or Secret; each is replaced as a whole, so that a reader never sees half of one. */
final class VolumeFiles {
    private VolumeFiles() {}

    /** Makes the folder hold those files and no other; files whose content is the same are not touched. */
    static void write(Path folder, Map<String, byte[]> files) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path target = folder.resolve(file.getKey()).normalize();
            if (!target.startsWith(folder)) {
                throw new IOException("a volume's item may not leave its folder: " + file.getKey());
            }
            replace(target, file.getValue());
        }
        removeOthers(folder, files);
    }

    private static void replace(Path target, byte[] content) throws IOException {
        if (Files.exists(target) && Arrays.equals(Files.readAllBytes(target), content)) {
            return;
        }
        Files.createDirectories(target.getParent());
        Path draft = Files.createTempFile(target.getParent(), ".draft", "");
        Files.write(draft, content);
        Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void removeOthers(Path folder, Map<String, byte[]> files) throws IOException {
        List<Path> present;
        try (Stream<Path> tree = Files.walk(folder)) {
            present = tree.filter(Files::isRegularFile).toList();
        }
        for (Path file : present) {
            if (!files.containsKey(folder.relativize(file).toString())) {
                Files.delete(file);
            }
        }
    }
}
