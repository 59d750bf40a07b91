package io.sitewatch.operator.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.sitewatch.operator.apply.Difference;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A plan for a terminal: one line an object, one a field, a sum, what is lost and what stands in the way. */
final class PlanText {
    private static final String FIELD = "    ";
    private static final String LINE = "        ";
    private static final int CONTEXT_LINES = 1;

    private final StringBuilder text = new StringBuilder();

    private PlanText() {}

    static String of(Plan plan) {
        PlanText written = new PlanText();
        plan.changes().forEach(written::change);
        written.text.append(plan.isEmpty() ? "Nothing would change.\n" : sum(plan));
        plan.losses().forEach(loss -> written.text.append("Lost: ").append(loss).append('\n'));
        plan.obstacles()
                .forEach(obstacle ->
                        written.text.append("Before: ").append(obstacle).append('\n'));
        return written.text.toString();
    }

    private void change(Change change) {
        text.append(change.action().sign())
                .append(' ')
                .append(change.action().name().toLowerCase(Locale.ROOT))
                .append(' ')
                .append(change.object())
                .append('\n');
        change.differences().forEach(this::difference);
    }

    private void difference(Difference difference) {
        text.append(FIELD).append(difference.path()).append(':');
        if (isText(difference.live()) && isText(difference.desired())) {
            text.append('\n');
            lines(difference).forEach(line -> text.append(LINE).append(line).append('\n'));
        } else {
            text.append(' ')
                    .append(shown(difference.live()))
                    .append(" -> ")
                    .append(shown(difference.desired()))
                    .append('\n');
        }
    }

    /** Of a text of many lines, only those that differ, as people know it from patches. */
    private static List<String> lines(Difference difference) {
        List<String> before = difference.live().asText().lines().toList();
        List<String> after = difference.desired().asText().lines().toList();
        List<String> patch =
                UnifiedDiffUtils.generateUnifiedDiff("", "", before, DiffUtils.diff(before, after), CONTEXT_LINES);
        // Without the two lines that name files.
        return patch.isEmpty() ? patch : patch.subList(2, patch.size());
    }

    private static boolean isText(JsonNode value) {
        return value.isTextual() && value.asText().contains("\n");
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "(none)" : value.toString();
    }

    private static String sum(Plan plan) {
        Map<Change.Action, Long> sums =
                plan.changes().stream().collect(Collectors.groupingBy(Change::action, Collectors.counting()));
        return Arrays.stream(Change.Action.values())
                .map(action ->
                        sums.getOrDefault(action, 0L) + " to " + action.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ", "Plan: ", ".\n"));
    }
}
