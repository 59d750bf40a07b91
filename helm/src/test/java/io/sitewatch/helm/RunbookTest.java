package io.sitewatch.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.sitewatch.operator.status.ConditionType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever meets a condition or a reason finds it in {@code docs/operate.md}. */
class RunbookTest {
    private static final Path PAGE = Path.of("..", "docs", "operate.md");
    private static final Path REASONS =
            Path.of("..", "operator", "src", "main", "java", "io", "sitewatch", "operator", "status", "Reasons.java");

    @Test
    void tellsWhatToDoByCondition() throws IOException {
        assertThat(Files.readAllLines(PAGE))
                .containsAll(Arrays.stream(ConditionType.values())
                        .map(type -> "### " + type.label())
                        .toList());
    }

    @Test
    void tellsWhatEachReasonMeans() throws IOException {
        List<String> reasons = Pattern.compile("static final String [A-Z_]+ = \"([A-Za-z]+)\"")
                .matcher(Files.readString(REASONS))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(reasons).hasSizeGreaterThan(5);
        assertThat(Files.readString(PAGE))
                .contains(reasons.stream().map(reason -> "| `" + reason + "` |").toList());
    }
}
