package io.sitewatch.helm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One way to install the chart, read from {@code src/test/resources/values}: the first lines of a file may say, as comments, in which
 * release and namespace.
 */
record Values(String name, Path file, String release, String namespace) {
    private static final Path FOLDER = Path.of("src", "test", "resources", "values");

    /** Every one that there is. */
    static List<Values> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(Values::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Values of(String name) {
        return read(FOLDER.resolve(name + ".yaml"));
    }

    @Override
    public String toString() {
        return name;
    }

    private static Values read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return new Values(
                    file.getFileName().toString().replace(".yaml", ""),
                    file.toAbsolutePath(),
                    comment(lines, "release", "sitewatch"),
                    comment(lines, "namespace", "sitewatch-system"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String comment(List<String> lines, String key, String otherwise) {
        String prefix = "# " + key + ": ";
        return lines.stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .findFirst()
                .orElse(otherwise);
    }
}
