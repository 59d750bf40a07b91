package io.sitewatch.local.cli.manifest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The line, from 1, of every field of a YAML document, by its path. */
final class FieldLines {
    private final Map<String, Integer> lines = new HashMap<>();

    private FieldLines() {}

    static Map<String, Integer> of(Node document) {
        FieldLines fields = new FieldLines();
        fields.collect("", document);
        return fields.lines;
    }

    static int lineOf(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    private void collect(String path, Node node) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key) {
                    String field = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
                    // The line of the key: a block value begins on a later one.
                    lines.put(field, lineOf(key));
                    collect(field, entry.getValueNode());
                }
            }
        } else if (node instanceof SequenceNode sequence) {
            List<Node> items = sequence.getValue();
            for (int i = 0; i < items.size(); i++) {
                String item = path + "[" + i + "]";
                lines.put(item, lineOf(items.get(i)));
                collect(item, items.get(i));
            }
        }
    }
}
