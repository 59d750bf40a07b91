package io.sitewatch.local.cli.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script at the root, in a repository of its own, with a Maven and a Java that only say how they were called. */
class ScriptTest {
    private static final Path SCRIPT = Path.of("../sitewatch").toAbsolutePath().normalize();
    private static final List<String> MODULES = List.of(
            "readings", "crds", "kube-api", "instruments", "producer", "stream-job", "batch-view", "operator", "local");

    @TempDir
    private Path folder;

    private Path home;
    private Path tools;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void aRepository() throws IOException {
        home = Files.createDirectories(folder.resolve("a repository"));
        tools = Files.createDirectories(folder.resolve("tools"));
        Files.copy(SCRIPT, home.resolve("sitewatch")).toFile().setExecutable(true);
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        for (String module : MODULES) {
            Files.createDirectories(home.resolve(module).resolve("src"));
            Files.writeString(home.resolve(module).resolve("pom.xml"), "<project/>");
            Files.writeString(home.resolve(module).resolve("src/A.java"), "");
            Files.createDirectories(home.resolve(module).resolve("target"));
        }
        java("17");
        tool("javac", "");
        tool(
                "mvn",
                "echo \"[INFO] Building readings 0.1  [1/8]\"\necho \"[INFO] BUILD SUCCESS\"\necho \"maven $*\" >&2");
    }

    @Test
    void isValidBash() throws Exception {
        Process check = new ProcessBuilder("bash", "-n", SCRIPT.toString())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(check.waitFor()).isZero();
    }

    @Test
    void upBuildsEverythingOnceAndThenOnlyWhatChanged() throws Exception {
        Run first = run("up", "a b.yaml");
        assertThat(first.out()).contains("-Xmx384m", "io.sitewatch.local.cli.Sitewatch up a b.yaml");
        assertThat(first.err())
                .contains("building readings crds kube-api instruments producer stream-job batch-view operator local")
                .containsPattern("built readings +\\d+ s");
        assertThat(buildLog())
                .contains(
                        "-Dmaven.test.skip=true -pl readings,crds,kube-api,instruments,producer,stream-job,batch-view,operator,local -am");

        assertThat(run("up", "a.yaml").err()).isEmpty();

        touch(home.resolve("crds/src/A.java"));
        assertThat(run("up", "a.yaml").err()).startsWith("building crds operator local (");

        touch(home.resolve("producer/pom.xml"));
        assertThat(run("up", "a.yaml").err()).startsWith("building producer (");
    }

    @Test
    void otherCommandsNeverRebuildUnderARunningUp() throws Exception {
        run("up", "a.yaml");
        touch(home.resolve("local/src/A.java"));

        Run status = run("status");

        assertThat(status.err()).isEmpty();
        assertThat(status.out()).contains("-Xmx128m", "Sitewatch status");
    }

    @Test
    void helpInAFreshCloneBuildsOnlyOurOwnModule() throws Exception {
        assertThat(run("--help").err()).startsWith("building local (");
        assertThat(buildLog()).contains("-pl local -am package");
    }

    @Test
    void aBuildThatFailsShowsTheErrorsAndWhereAllOfItIs() throws Exception {
        tool("mvn", "echo '[INFO] Building readings 0.1  [1/8]'\necho '[ERROR] A.java:[3,1] class expected'\nexit 1");

        Run up = run("up", "a.yaml");

        assertThat(up.exit()).isEqualTo(1);
        assertThat(up.out()).isEmpty();
        assertThat(up.err())
                .contains("[ERROR] A.java:[3,1] class expected")
                .endsWith("sitewatch: the build failed; all of it is in " + home + "/target/sitewatch-build.log\n");
        assertThat(run("up", "a.yaml").exit()).isEqualTo(1);
    }

    @Test
    void aBuildThatRunsTheScriptItselfIsNotBuiltAgain() throws Exception {
        environment.put("SITEWATCH_SKIP_BUILD", "1");
        assertThat(run("up", "a.yaml").err())
                .isEqualTo("sitewatch: SITEWATCH_SKIP_BUILD is set, and nothing is built\n");

        Files.writeString(home.resolve("local/target/local.jar"), "");
        assertThat(run("up", "a.yaml").out()).contains("Sitewatch up a.yaml");
    }

    @Test
    void anOldJavaIsNamedWithWhatToInstall() throws Exception {
        java("11");

        Run up = run("up", "a.yaml");

        assertThat(up.exit()).isEqualTo(1);
        assertThat(up.err())
                .contains("is Java 11: Sitewatch needs a JDK 17 or later", "apt-get install openjdk-17-jdk-headless");
    }

    private void java(String version) throws IOException {
        tool(
                "java",
                "if [ \"$1\" = -XshowSettings:properties ]; then\n"
                        + "  printf '    java.specification.version = " + version + "\\n    java.home = " + tools
                        + "/..\\n' >&2\n"
                        + "else echo \"$*\"; fi");
        Files.createDirectories(folder.resolve("bin"));
        Files.writeString(folder.resolve("bin/javac"), "").toFile().setExecutable(true);
    }

    private void tool(String name, String body) throws IOException {
        Files.writeString(tools.resolve(name), "#!/bin/sh\n" + body + "\n")
                .toFile()
                .setExecutable(true);
    }

    /** Newer than the stamps of the runs before it. */
    private static void touch(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    }

    private String buildLog() throws IOException {
        return Files.readString(home.resolve("target/sitewatch-build.log"));
    }

    private Run run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(home.resolve("sitewatch").toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .redirectInput(
                        ProcessBuilder.Redirect.from(home.resolve("pom.xml").toFile()));
        builder.environment().remove("JAVA_HOME");
        builder.environment().put("PATH", tools + ":" + System.getenv("PATH"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private record Run(int exit, String out, String err) {}
}
