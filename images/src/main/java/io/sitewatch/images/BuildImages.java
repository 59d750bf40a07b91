package io.sitewatch.images;

import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the images of all components as files that {@code kind load image-archive} and {@code ctr images import} take. */
@Command(name = "images", sortOptions = false)
public final class BuildImages implements Callable<Integer> {
    @Option(names = "--home", required = true, description = "the repository")
    private Path home;

    @Option(names = "--base", required = true, description = "what the Java images stand on")
    private String base;

    @Option(names = "--spark-base", required = true, description = "what the stream job stands on")
    private String sparkBase;

    @Option(names = "--registry", required = true, description = "prefix of the images' references")
    private String registry;

    @Option(names = "--tag", required = true, description = "tag of the images")
    private String tag;

    @Option(names = "--platforms", split = ",", description = "such as linux/amd64,linux/arm64: a file each")
    private List<String> platforms = List.of("linux/amd64");

    @Option(names = "--only", split = ",", description = "names of the images to write; empty: all")
    private List<String> only = List.of();

    @Option(names = "--created", description = "what the images say of their age")
    private Instant created = Instant.EPOCH;

    @Option(names = "--output", required = true, description = "the folder for the files")
    private Path output;

    public static void main(String[] words) {
        CommandLine command = new CommandLine(new BuildImages());
        command.setExecutionExceptionHandler((failed, line, parsed) -> {
            System.err.println(failed instanceof BuildException ? failed.getMessage() : failed.toString());
            return 1;
        });
        System.exit(command.execute(words));
    }

    @Override
    public Integer call() throws IOException {
        ImageWriter writer = new ImageWriter(home.toAbsolutePath().normalize(), registry, tag, created, output);
        List<String> lines = new ArrayList<>();
        for (ComponentImage image : wanted()) {
            for (String platform : platforms) {
                ImageWriter.Written written = writer.write(image, baseOf(image), platform(platform));
                String line = written.digest() + "  " + written.file().getFileName();
                System.out.println(line);
                if (!written.bill()) {
                    System.err.println("images: " + image.name() + " has no bill of materials: "
                            + image.module() + "/target/bom.json is not there. Maven leaves it out with --offline:"
                            + " build without it");
                }
                lines.add(line);
            }
        }
        Files.write(output.resolve("digests.txt"), lines);
        return 0;
    }

    private List<ComponentImage> wanted() {
        List<String> names = only.stream().filter(name -> !name.isBlank()).toList();
        List<ComponentImage> all = ComponentImage.all();
        List<String> known = all.stream().map(ComponentImage::name).toList();
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new BuildException("there is no image " + name + ", but: " + String.join(", ", known));
        });
        return all.stream()
                .filter(image -> names.isEmpty() || names.contains(image.name()))
                .toList();
    }

    private BaseImage baseOf(ComponentImage image) {
        return new BaseImage(image.base() == ComponentImage.Base.SPARK ? sparkBase : base);
    }

    private static Platform platform(String text) {
        String[] parts = text.strip().split("/");
        if (parts.length != 2) {
            throw new BuildException("--platforms: " + text + " is no platform such as linux/amd64");
        }
        return new Platform(parts[1], parts[0]);
    }
}
