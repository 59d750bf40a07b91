package io.sitewatch.local.cli.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The log files of a state folder, {@code <component>[-<namespace>-<pod>].log}, and the launcher's own, {@code local.log.0}. */
public record LogFiles(Path folder) {
    private static final Pattern NAME = Pattern.compile("(.+)\\.log(\\.0)?");

    /** All of them, by name; those before, {@code .log.1}, are not among them. */
    public List<Path> all() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted(Comparator.comparing(Path::getFileName))
                    .collect(Collectors.toList());
        }
    }

    /** Those of a component, which people may also call by the rest of the file's name. */
    public List<Path> of(String component) throws IOException {
        List<Path> exact =
                all().stream().filter(file -> name(file).equals(component)).toList();
        return exact.isEmpty()
                ? all().stream()
                        .filter(file -> name(file).startsWith(component + "-"))
                        .toList()
                : exact;
    }

    /** The file's name without its ending. */
    public static String name(Path file) {
        return NAME.matcher(file.getFileName().toString()).replaceFirst("$1");
    }
}
