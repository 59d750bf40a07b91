package io.sitewatch.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The images that are written are the ones that the operator and the laptop cluster name. */
class ComponentImagesTest {
    private static final Path HOME = Path.of("..");

    @Test
    void areTheOnesThatTheOperatorRenders() throws IOException {
        Set<String> rendered = new TreeSet<>(Set.of("operator"));
        try (Stream<Path> files = Files.walk(HOME.resolve("operator/src/test/resources/golden"))) {
            files.filter(file -> file.toString().endsWith(".yaml"))
                    .forEach(file -> rendered.addAll(find("ghcr\\.io/sitewatch/([a-z-]+):", file)));
        }
        assertThat(names()).isEqualTo(rendered);
    }

    @Test
    void areTheOnesThatTheLaptopClusterRuns() {
        Path artifacts = HOME.resolve("local/src/main/java/io/sitewatch/local/cluster/Artifacts.java");
        Set<String> jars = find("\"[a-z-]+\", \"([a-z-]+/target/[^\"]+\\.jar)\"", artifacts);
        Set<String> inImages = ComponentImage.all().stream()
                .flatMap(image -> image.layers().stream())
                .map(layer -> layer.from().toString())
                .filter(from -> from.endsWith(".jar"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(inImages).isEqualTo(jars);
    }

    @Test
    void runAsSomebodyWhoIsNotRoot() {
        assertThat(ComponentImage.all())
                .allSatisfy(image -> assertThat(image.user()).matches("[1-9][0-9]*:[1-9][0-9]*"));
    }

    private static Set<String> names() {
        return ComponentImage.all().stream().map(ComponentImage::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> find(String pattern, Path file) {
        try {
            List<String> found = Pattern.compile(pattern)
                    .matcher(Files.readString(file))
                    .results()
                    .map((MatchResult match) -> match.group(1))
                    .toList();
            return new TreeSet<>(found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
