package io.sitewatch.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/** The dashboard asks for metrics that there are. */
class DashboardTest {
    private static final List<String> MODULES = List.of("operator", "producer", "stream-job");

    /** What Micrometer's Prometheus registry makes of the names of counters and timers. */
    private static final String SUFFIXES = "_(total|seconds_(sum|count|max))$";

    @Test
    void asksForMetricsThatAreMade() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(Chart.FOLDER.resolve("files/dashboard.json").toFile());
        Set<String> asked = dashboard.findValuesAsText("expr").stream()
                .flatMap(expression -> Pattern.compile("sitewatch_[a-z_]+")
                        .matcher(expression)
                        .results()
                        .map(MatchResult::group))
                .filter(name -> !name.equals("sitewatch_io_site"))
                .map(name -> name.replaceAll(SUFFIXES, ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(asked).hasSizeGreaterThan(8).isSubsetOf(made());
    }

    private static Set<String> made() throws IOException {
        Set<String> made = new TreeSet<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(file -> made.addAll(names(file)));
            }
        }
        return made;
    }

    private static Set<String> names(Path file) {
        try {
            return Pattern.compile("\"(sitewatch[._][a-z._]+)[\"{]")
                    .matcher(Files.readString(file))
                    .results()
                    .map(match -> match.group(1).replace('.', '_').replaceAll(SUFFIXES, ""))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
