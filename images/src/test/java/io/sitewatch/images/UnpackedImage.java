package io.sitewatch.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An image as a container runtime would have it: its layers on each other, and its configuration. */
final class UnpackedImage {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** As a pod has it: no root file system that can be written to, a scratch folder, and no more rights than its user. */
    private static final String CONTAINER = """
            set -e
            root=$1; user=$2; shift 2
            mount --bind "$root" "$root"
            mount -t proc proc "$root/proc"
            mount --rbind /dev "$root/dev"
            mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
            mount -o remount,ro,bind "$root"
            exec setpriv --no-new-privs chroot --userspec="$user" "$root" "$@"
            """;

    private final Path root;
    private final JsonNode config;

    UnpackedImage(Path image, Path folder) throws IOException {
        Path parts = folder.resolve("parts");
        this.root = folder.resolve("root");
        Files.createDirectories(parts);
        Files.createDirectories(root);
        Shell.run("tar", "-xf", image.toString(), "-C", parts.toString());
        JsonNode manifest =
                JSON.readTree(parts.resolve("manifest.json").toFile()).get(0);
        for (JsonNode layer : manifest.path("Layers")) {
            Shell.run("tar", "-xpf", parts.resolve(layer.asText()).toString(), "-C", root.toString());
        }
        this.config =
                JSON.readTree(parts.resolve(manifest.path("Config").asText()).toFile());
    }

    Path root() {
        return root;
    }

    JsonNode config() {
        return config.path("config");
    }

    List<String> entrypoint() {
        List<String> words = new ArrayList<>();
        config().path("Entrypoint").forEach(word -> words.add(word.asText()));
        return words;
    }

    /** The command, run in the image as the image's user. */
    ProcessBuilder container(Map<String, String> environment, List<String> command) {
        List<String> words = new ArrayList<>(List.of(
                "unshare",
                "--mount",
                "sh",
                "-c",
                CONTAINER,
                "sh",
                root.toString(),
                config().path("User").asText()));
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().clear();
        config().path("Env").forEach(variable -> {
            String[] parts = variable.asText().split("=", 2);
            builder.environment().put(parts[0], parts[1]);
        });
        builder.environment().putAll(environment);
        return builder;
    }
}
