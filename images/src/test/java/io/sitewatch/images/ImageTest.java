package io.sitewatch.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images on a base that is made here, unpacked and started as a pod would be. */
class ImageTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Platform HERE = new Platform("amd64", "linux");
    private static final Duration LONG = Duration.ofSeconds(90);

    @TempDir
    static Path folder;

    private static Path base;

    @BeforeAll
    static void makeABase() throws IOException {
        boolean able = Shell.outcome("unshare", "--mount", "true").exit() == 0
                && Shell.outcome("setpriv", "--version").exit() == 0
                && Files.isDirectory(Path.of(System.getProperty("java.home"), "jmods"));
        assumeTrue(able, "starting an image needs root, unshare and setpriv, and a JDK with its jmods");
        base = SmallRoot.make(folder.resolve("base"));
    }

    @Test
    void aComponentStartsAsNobodyInParticular() throws Exception {
        UnpackedImage image = unpack("instruments");
        int port = freePort();
        Path log = folder.resolve("instruments.log");
        Process process = image.container(
                        Map.of("QUARKUS_HTTP_PORT", Integer.toString(port), "QUARKUS_HTTP_HOST", "127.0.0.1"),
                        image.entrypoint())
                .redirectOutput(log.toFile())
                .start();
        try {
            String live = "http://127.0.0.1:" + port + "/q/health/live";
            await().failFast(() -> assertThat(process.isAlive())
                            .as(Files.readString(log))
                            .isTrue())
                    .atMost(LONG)
                    .until(() -> status(live) == 200);
            assertThat(Files.readString(Path.of("/proc", Long.toString(process.pid()), "status")))
                    .containsPattern("Uid:\\s+10001\\s+10001")
                    .containsPattern("CapEff:\\s+0+\n");
            assertThat(check(image, live, "UP")).isZero();
            assertThat(check(image, live, "a text that is not there")).isEqualTo(1);
        } finally {
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** The same script that {@code helm test} runs. */
    private static int check(UnpackedImage image, String address, String text) throws Exception {
        Process check = image.container(
                        Map.of(),
                        List.of(
                                "java",
                                "-Xmx32m",
                                "-cp",
                                "/app/check",
                                "io.sitewatch.images.check.HttpCheck",
                                address,
                                text))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(check.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return check.exitValue();
    }

    @Test
    void theStreamJobIsFoundBesideSparksOwnJars() throws Exception {
        UnpackedImage image = unpack("stream-job");
        Path jars = image.root().resolve("opt/spark/jars");
        Files.createDirectories(jars);
        try (Stream<Path> spark = Files.list(HOME.resolve("stream-job/target/spark/jars"))) {
            for (Path jar : spark.toList()) {
                Files.createLink(jars.resolve(jar.getFileName()), jar);
            }
        }
        Process job = image.container(
                        Map.of("SPARK_USER", "spark", "USER", "spark"),
                        List.of(
                                "java",
                                "-Xmx256m",
                                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                                "-cp",
                                "/opt/sitewatch/stream-job.jar:/opt/spark/jars/*",
                                "io.sitewatch.stream.StreamJob"))
                .start();
        String said = new String(job.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(job.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said).as("it runs as far as its settings").contains("the environment variable SITE_NAME is not set");
        assertThat(image.config().path("User").asText()).isEqualTo("185:185");
    }

    @Test
    void twoBuildsOfTheSameAreTheSame() {
        ImageWriter.Written one = write("instruments", folder.resolve("one"));
        ImageWriter.Written other = write("instruments", folder.resolve("other"));
        assertThat(one.digest()).isEqualTo(other.digest());
        assertThat(one.file()).hasSameBinaryContentAs(other.file());
    }

    @Test
    void aBaseThatIsNotThereIsNamed() {
        ImageWriter writer = new ImageWriter(HOME, "example.com", "1", Instant.EPOCH, folder.resolve("none"));
        assertThatThrownBy(() -> writer.write(image("operator"), new BaseImage("/no/such/base.tar"), HERE))
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("/no/such/base.tar")
                .hasMessageContaining("docker save");
    }

    private static UnpackedImage unpack(String name) throws IOException {
        return new UnpackedImage(write(name, folder.resolve("out")).file(), folder.resolve("unpacked-" + name));
    }

    private static ImageWriter.Written write(String name, Path output) {
        return new ImageWriter(HOME, "example.com/sitewatch", "1", Instant.EPOCH, output)
                .write(image(name), new BaseImage(base.toString()), HERE);
    }

    private static ComponentImage image(String name) {
        return ComponentImage.all().stream()
                .filter(image -> image.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static int status(String url) {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
