package io.sitewatch.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * Writes images as files, layer by layer, with nothing in them that differs from one build to the next of the same inputs.
 *
 * @param home the repository
 * @param registry prefix of their references
 * @param created what they say of their age
 */
record ImageWriter(Path home, String registry, String tag, Instant created, Path output) {
    private static final FilePermissions READABLE = FilePermissions.fromOctalString("644");
    private static final FilePermissions ENTERABLE = FilePermissions.fromOctalString("755");

    /**
     * An image that was written: its digest does not depend on the machine or the day.
     *
     * @param bill whether the list of everything that is in it was there to be put in
     */
    record Written(ComponentImage image, Platform platform, Path file, String digest, boolean bill) {}

    /**
     * @throws BuildException when something of the build is missing, or the base cannot be had
     */
    Written write(ComponentImage image, BaseImage base, Platform platform) {
        Path file = output.resolve(image.name() + "-" + tag + "-" + platform.getArchitecture() + ".tar");
        try {
            Files.createDirectories(output);
            Containerizer to = Containerizer.to(TarImage.at(file).named(reference(image)));
            JibContainer container = containerize(image, base, platform, to);
            return new Written(image, platform, file, container.getDigest().toString(), Files.exists(bom(image)));
        } catch (IOException | InvalidImageReferenceException e) {
            throw new BuildException("the image " + image.name() + " cannot be written: " + e.getMessage(), e);
        }
    }

    private JibContainer containerize(ComponentImage image, BaseImage base, Platform platform, Containerizer to) {
        try {
            return plan(image, base, platform)
                    .containerize(to.setBaseImageLayersCache(output.resolve("cache/base"))
                            .setApplicationLayersCache(output.resolve("cache/application"))
                            .setOfflineMode(base.isLocal())
                            .setToolName("sitewatch")
                            .setToolVersion(tag));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BuildException("interrupted", e);
        } catch (ExecutionException | RegistryException | CacheDirectoryCreationException | IOException e) {
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            throw new BuildException(
                    "the image " + image.name() + " on " + base.named() + " cannot be built: " + cause.getMessage()
                            + (base.isLocal()
                                    ? ""
                                    : ". Where that registry cannot be reached, give a base as a file or a folder:"
                                            + " -Dimages.base=… (and -Dimages.spark.base=…)"),
                    cause);
        }
    }

    private JibContainerBuilder plan(ComponentImage image, BaseImage base, Platform platform) throws IOException {
        JibContainerBuilder builder = base.begin(platform, output.resolve("cache/folder-" + image.name()));
        for (Layer layer : image.layers()) {
            builder.addFileEntriesLayer(entries(layer));
        }
        Path bom = bom(image);
        if (Files.exists(bom)) {
            builder.addFileEntriesLayer(FileEntriesLayer.builder()
                    .setName("bom")
                    .addEntry(bom, AbsoluteUnixPath.get(image.bomPath()), READABLE)
                    .build());
            Files.copy(
                    bom,
                    output.resolve(image.name() + "-" + tag + ".cdx.json"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        if (!image.entrypoint().isEmpty()) {
            builder.setEntrypoint(image.entrypoint());
        }
        return builder.setUser(image.user())
                .setExposedPorts(Set.of(Port.tcp(image.port())))
                .setCreationTime(created)
                .setLabels(Map.of(
                        "org.opencontainers.image.title",
                        "Sitewatch " + image.name(),
                        "org.opencontainers.image.version",
                        tag,
                        "org.opencontainers.image.source",
                        "https://github.com/sitewatch/sitewatch",
                        "org.opencontainers.image.licenses",
                        "Apache-2.0",
                        "org.opencontainers.image.base.name",
                        base.isLocal() ? "local" : base.named()));
    }

    private Path bom(ComponentImage image) {
        return home.resolve(image.module()).resolve("target/bom.json");
    }

    private FileEntriesLayer entries(Layer layer) throws IOException {
        Path from = home.resolve(layer.from());
        if (!Files.exists(from)) {
            throw new BuildException("not built yet: " + layer.from()
                    + ". Build it with: ./mvnw -DskipTests package, or all of it with:" + " ./mvnw -Pimages");
        }
        return FileEntriesLayer.builder()
                .setName(layer.name())
                .addEntryRecursive(
                        from,
                        AbsoluteUnixPath.get(layer.to()),
                        (file, path) -> Files.isDirectory(file) ? ENTERABLE : READABLE)
                .build();
    }

    private String reference(ComponentImage image) {
        return registry + "/" + image.name() + ":" + tag;
    }
}
