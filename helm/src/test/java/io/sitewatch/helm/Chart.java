package io.sitewatch.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The chart of this repository, rendered by Helm's own engine. */
final class Chart {
    static final Path FOLDER = Path.of("sitewatch").toAbsolutePath();
    static final YAMLMapper YAML = new YAMLMapper();

    /** The library leaves hooks out of what it renders: here they are documents like others. */
    private static final Path WITHOUT_HOOKS = withoutHooks();

    private Chart() {}

    static Helm helm() {
        return new Helm(FOLDER);
    }

    /** What {@code helm template} writes, the hooks of {@code helm test} included. */
    static String text(Values values) {
        return new Helm(WITHOUT_HOOKS)
                .template()
                .withName(values.release())
                .withNamespace(values.namespace())
                .withKubeVersion("1.36.0")
                .withValuesFile(values.file())
                .call();
    }

    /** The documents of {@code helm template}, as trees. */
    static List<JsonNode> render(Values values) {
        return documents(text(values));
    }

    static List<JsonNode> documents(String text) {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(text)) {
            return documents.readAll().stream()
                    .filter(document -> document.isObject() && !document.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the chart rendered what is no YAML:\n" + text, e);
        }
    }

    static JsonNode the(List<JsonNode> documents, String kind) {
        List<JsonNode> found = documents.stream()
                .filter(document -> kind.equals(document.path("kind").asText()))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("not one " + kind + " but " + found.size());
        }
        return found.get(0);
    }

    private static Path withoutHooks() {
        Path copy = Path.of("target", "chart-without-hooks").toAbsolutePath();
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = copy.resolve(FOLDER.relativize(file));
                Files.createDirectories(to.getParent());
                Files.writeString(
                        to,
                        Files.readString(file)
                                .replaceAll("(?m)^ +helm\\.sh/hook: test$", "    example.com/hook: test"));
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
