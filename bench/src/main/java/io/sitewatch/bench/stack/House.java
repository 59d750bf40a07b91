package io.sitewatch.bench.stack;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the built artifacts lie that a run needs. */
public final class House {
    private final Path root;
    private final Path benchClasses;

    private House(Path root, Path benchClasses) {
        this.root = root;
        this.benchClasses = benchClasses;
    }

    /** The tree that this class was built in. */
    public static House here() {
        try {
            Path classes = Path.of(House.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return new House(classes.getParent().getParent().getParent(), classes);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public Path root() {
        return root;
    }

    /** Our own classes, a folder or a jar. */
    public Path benchClasses() {
        return benchClasses;
    }

    public Path elasticsearchZip(String version) {
        return built(root.resolve("bench/target/runtime/elasticsearch-" + version + ".zip"));
    }

    /** Spark as its image has it. */
    public Path sparkJars() {
        return built(root.resolve("stream-job/target/spark/jars"));
    }

    /** What Spark's image lacks for reading Kafka. */
    public Path sparkKafkaConnector() {
        return built(root.resolve("bench/target/spark-kafka"));
    }

    public Path streamJob() {
        return built(root.resolve("stream-job/target/stream-job.jar"));
    }

    /** The data contract's classes. */
    public Path readings() {
        return built(root.resolve("readings/target/classes"));
    }

    public Path operator() {
        return built(root.resolve("operator/target/quarkus-app/quarkus-run.jar"));
    }

    public Path batchView() {
        return built(root.resolve("batch-view/target/quarkus-app/quarkus-run.jar"));
    }

    /** The definition of MonitoringSite. */
    public Path siteDefinition() {
        return built(root.resolve("crds/monitoringsites.sitewatch.io.yaml"));
    }

    private static Path built(Path artifact) {
        if (!Files.exists(artifact)) {
            throw new IllegalStateException(artifact + " is not there: build it with mvn -B -DskipTests package");
        }
        return artifact;
    }
}
