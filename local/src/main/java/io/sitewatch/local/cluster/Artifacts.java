package io.sitewatch.local.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the built things are: what images hold on a real cluster. */
public final class Artifacts {
    private static final String BUILD = "mvn -B -DskipTests package";

    private static final Map<String, String> JAR_OF_IMAGE = Map.of(
            "operator", "operator/target/quarkus-app/quarkus-run.jar",
            "producer", "producer/target/quarkus-app/quarkus-run.jar",
            "instruments", "instruments/target/quarkus-app/quarkus-run.jar",
            "batch-view", "batch-view/target/quarkus-app/quarkus-run.jar",
            "stream-job", "stream-job/target/stream-job.jar");

    private static final List<String> NEEDED =
            List.of("operator", "producer", "instruments", "stream-job", "batch-view");

    private final Path home;

    public Artifacts(Path home) {
        this.home = home;
    }

    /** The jar that the image of that name runs, whatever its registry, tag or digest; nothing for an image that is not ours. */
    public Optional<Path> jarOfImage(String image) {
        return Optional.ofNullable(JAR_OF_IMAGE.get(lastSegment(image))).map(home::resolve);
    }

    /** The operator's runnable jar. */
    public Path operator() {
        return home.resolve(JAR_OF_IMAGE.get("operator"));
    }

    /** The jars that Spark's image has in {@code /opt/spark/jars}. */
    public Path sparkJars() {
        return home.resolve("stream-job/target/spark/jars");
    }

    /** Where Elasticsearch's archive is, and where archives are unpacked to. */
    public Path runtime() {
        return home.resolve("local/target/runtime");
    }

    /** The YAML of the MonitoringSite's definition. */
    public Path definitions() {
        return home.resolve("crds");
    }

    /**
     * Checks that everything is built.
     *
     * @throws LaptopException naming what is missing, and the command that builds it
     */
    public void requireBuilt() {
        List<Path> missing = new ArrayList<>();
        NEEDED.stream()
                .map(image -> home.resolve(JAR_OF_IMAGE.get(image)))
                .filter(jar -> !Files.isRegularFile(jar))
                .forEach(missing::add);
        for (Path folder : List.of(sparkJars(), runtime())) {
            if (!Files.isDirectory(folder)) {
                missing.add(folder);
            }
        }
        if (!missing.isEmpty()) {
            throw new LaptopException("not built yet: "
                    + String.join(
                            ", ",
                            missing.stream()
                                    .map(path -> home.relativize(path).toString())
                                    .toList())
                    + ". Build it with: cd " + home + " && " + BUILD);
        }
    }

    private static String lastSegment(String image) {
        String withoutDigest = image.contains("@") ? image.substring(0, image.indexOf('@')) : image;
        String segment = withoutDigest.substring(withoutDigest.lastIndexOf('/') + 1);
        return segment.contains(":") ? segment.substring(0, segment.indexOf(':')) : segment;
    }
}
