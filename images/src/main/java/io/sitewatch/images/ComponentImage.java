package io.sitewatch.images;

import java.util.ArrayList;
import java.util.List;

/**
 * One image of ours: what is in it and how it is started.
 *
 * @param name the last part of its reference, which the operator derives its own references from
 * @param module that it is built from, relative to the repository
 * @param base which of the base images it stands on
 * @param layers the ones that change seldom come first
 * @param entrypoint empty: the base image's own
 * @param user that it runs as, by number, as Kubernetes has to see that it is not root
 * @param port 0 for none
 */
record ComponentImage(
        String name, String module, Base base, List<Layer> layers, List<String> entrypoint, String user, int port) {

    /** What an image of ours stands on. */
    enum Base {
        JAVA,
        SPARK
    }

    private static final String USER = "10001:10001";

    /** The user of Apache's Spark image. */
    private static final String SPARK_USER = "185:185";

    /**
     * It works hard for a minute after it starts and then hardly at all: the compiler for code that runs for hours would take a third
     * of that minute's processor time.
     */
    private static final String OPERATOR_COMPILER = "-XX:TieredStopAtLevel=1";

    private static final int WEB_PORT = 8080;
    private static final int STREAM_PORT = 8090;

    /** All of them. */
    static List<ComponentImage> all() {
        return List.of(
                web("operator", OPERATOR_COMPILER),
                web("producer"),
                web("instruments"),
                web("batch-view"),
                new ComponentImage(
                        "stream-job",
                        "stream-job",
                        Base.SPARK,
                        List.of(Layer.of(
                                "application", "stream-job/target/stream-job.jar", "/opt/sitewatch/stream-job.jar")),
                        List.of(),
                        SPARK_USER,
                        STREAM_PORT));
    }

    /** Where the list of everything that is in it is found inside of the image. */
    String bomPath() {
        return (base == Base.SPARK ? "/opt/sitewatch" : "/app") + "/sbom.cdx.json";
    }

    private static ComponentImage web(String name, String... options) {
        String application = name + "/target/quarkus-app/";
        return new ComponentImage(
                name,
                name,
                Base.JAVA,
                List.of(
                        Layer.of("libraries", application + "lib", "/app/lib"),
                        Layer.of("framework", application + "quarkus", "/app/quarkus"),
                        Layer.of("application", application + "app", "/app/app"),
                        Layer.of("start", application + "quarkus-run.jar", "/app/quarkus-run.jar"),
                        Layer.of(
                                "check",
                                "images/target/classes/io/sitewatch/images/check",
                                "/app/check/io/sitewatch/images/check")),
                entrypoint(options),
                USER,
                WEB_PORT);
    }

    private static List<String> entrypoint(String... options) {
        List<String> command =
                new ArrayList<>(List.of("java", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", "/app/quarkus-run.jar"));
        return List.copyOf(command);
    }
}
