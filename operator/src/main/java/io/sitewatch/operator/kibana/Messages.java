package io.sitewatch.operator.kibana;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** What a connector is given to say, in the parameters that its type takes. */
public final class Messages {
    private static final Set<String> OF_TEXT = Set.of(".slack", ".teams");

    private Messages() {}

    /** The types that a rule of ours can speak through: those that need nobody's address. */
    public static Set<String> types() {
        return Set.of(".slack", ".teams", ".webhook", ".server-log", ".index");
    }

    static ObjectNode of(Connector connector, String message) {
        ObjectNode params = Vis.object();
        switch (connector.type()) {
            case ".server-log" -> params.put("level", "warn").put("message", message);
            case ".webhook" ->
                params.put("body", Vis.object().put("message", message).toString());
            case ".index" -> params.putArray("documents").addObject().put("message", message);
            default -> {
                if (!OF_TEXT.contains(connector.type())) {
                    throw new IllegalArgumentException("no message can be made for " + connector.type());
                }
                params.put("message", message);
            }
        }
        return params;
    }
}
