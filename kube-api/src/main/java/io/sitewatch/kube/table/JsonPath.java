package io.sitewatch.kube.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sitewatch.kube.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The simple JSONPath of printer columns: fields, indexes, {@code [*]} and {@code [?(@.type=="Ready")]}. */
final class JsonPath {
    private static final Pattern STEP = Pattern.compile("\\.?([^.\\[\\]]+)"
            + "|\\[\\?\\(@\\.([^=\\s)]+)\\s*==\\s*['\"]?([^'\")]*)['\"]?\\)]"
            + "|\\[['\"]([^'\"]+)['\"]]"
            + "|\\[(-?\\d+)]"
            + "|\\[\\*]");

    private final List<Function<JsonNode, Stream<JsonNode>>> steps;

    private JsonPath(List<Function<JsonNode, Stream<JsonNode>>> steps) {
        this.steps = steps;
    }

    static JsonPath parse(String text) {
        List<Function<JsonNode, Stream<JsonNode>>> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(text.replace("\\.", "\u0000"));
        while (matcher.find()) {
            steps.add(step(matcher));
        }
        return new JsonPath(List.copyOf(steps));
    }

    /** The first value at the path. */
    Optional<JsonNode> first(JsonNode root) {
        Stream<JsonNode> at = Stream.of(root);
        for (Function<JsonNode, Stream<JsonNode>> step : steps) {
            at = at.flatMap(step);
        }
        return at.filter(node -> !node.isMissingNode() && !node.isNull()).findFirst();
    }

    private static Function<JsonNode, Stream<JsonNode>> step(Matcher matcher) {
        String field = matcher.group(1) != null ? matcher.group(1) : matcher.group(4);
        if (field != null) {
            String name = field.replace('\u0000', '.');
            return node -> Stream.of(node.path(name));
        }
        if (matcher.group(2) != null) {
            String[] key = matcher.group(2).split("\\.");
            JsonNode wanted = TextNode.valueOf(matcher.group(3));
            return node -> elements(node).filter(item -> Json.text(item, key).equals(wanted.textValue()));
        }
        if (matcher.group(5) != null) {
            int index = Integer.parseInt(matcher.group(5));
            return node -> Stream.of(node.path(index < 0 ? node.size() + index : index));
        }
        return JsonPath::elements;
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }
}
